namespace Platform.Aws.Glue;

public sealed record GetTableRequest(string DatabaseName, string Name);

public sealed record GetTableAnswer(GlueTable Table);

public sealed record CreateTableRequest(string DatabaseName, GlueTableInput TableInput);

/// <summary><paramref name="SkipArchive"/> keeps no copy of the version before: Glue allows 100,000 per table, and an hourly pointer would use them up.</summary>
public sealed record UpdateTableRequest(string DatabaseName, GlueTableInput TableInput, bool SkipArchive, string? VersionId);

public sealed record GetPartitionRequest(string DatabaseName, string TableName, IReadOnlyList<string> PartitionValues);

public sealed record GetPartitionAnswer(GluePartition Partition);

/// <summary>Pages of at most 1,000 partitions.</summary>
public sealed record GetPartitionsRequest(string DatabaseName, string TableName, int MaxResults, string? NextToken);

public sealed record GetPartitionsAnswer(IReadOnlyList<GluePartition>? Partitions, string? NextToken);

public sealed record CreatePartitionRequest(string DatabaseName, string TableName, GluePartition PartitionInput);

public sealed record UpdatePartitionRequest(string DatabaseName, string TableName, IReadOnlyList<string> PartitionValueList, GluePartition PartitionInput);

/// <summary>At most 100 partitions; each is replaced whole.</summary>
public sealed record BatchUpdatePartitionRequest(string DatabaseName, string TableName, IReadOnlyList<PartitionUpdate> Entries);

public sealed record PartitionUpdate(IReadOnlyList<string> PartitionValueList, GluePartition PartitionInput);

public sealed record BatchUpdatePartitionAnswer(IReadOnlyList<PartitionUpdateError>? Errors);

public sealed record PartitionUpdateError(IReadOnlyList<string>? PartitionValueList, ErrorDetail? ErrorDetail);

public sealed record PartitionValues(IReadOnlyList<string> Values);

/// <summary>At most 25 partitions.</summary>
public sealed record BatchDeletePartitionRequest(string DatabaseName, string TableName, IReadOnlyList<PartitionValues> PartitionsToDelete);

public sealed record PartitionError(IReadOnlyList<string>? PartitionValues, ErrorDetail? ErrorDetail);

public sealed record ErrorDetail(string? ErrorCode, string? ErrorMessage);

public sealed record BatchDeletePartitionAnswer(IReadOnlyList<PartitionError>? Errors);

/// <summary>An answer of which nothing is looked at.</summary>
public sealed record Nothing;

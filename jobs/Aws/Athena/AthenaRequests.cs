namespace Platform.Aws.Athena;

/// <param name="QueryString">At most 262,144 characters.</param>
/// <param name="ClientRequestToken">32 to 128 characters: the same token and query answer the same execution.</param>
/// <param name="WorkGroup">Decides where results go and how much a query may scan.</param>
/// <param name="QueryExecutionContext">Where tables without a database are looked for.</param>
public sealed record StartQueryExecutionRequest(string QueryString, string ClientRequestToken, string WorkGroup, QueryExecutionContext QueryExecutionContext);

public sealed record QueryExecutionContext(string Database);

public sealed record StartQueryExecutionAnswer(string QueryExecutionId);

public sealed record GetQueryExecutionRequest(string QueryExecutionId);

public sealed record GetQueryExecutionAnswer(QueryExecution QueryExecution);

public sealed record QueryExecution(QueryExecutionStatus Status, QueryStatistics? Statistics, ResultConfiguration? ResultConfiguration);

/// <param name="State">QUEUED, RUNNING, SUCCEEDED, FAILED or CANCELLED.</param>
/// <param name="StateChangeReason">Why it failed, in Athena's words; may repeat parts of the query.</param>
/// <param name="AthenaError">Of a query that failed.</param>
public sealed record QueryExecutionStatus(string State, string? StateChangeReason, AthenaError? AthenaError);

/// <param name="ErrorCategory">1 = system, 2 = user, 3 = other.</param>
/// <param name="Retryable">The same query may succeed.</param>
public sealed record AthenaError(int? ErrorCategory, bool? Retryable);

public sealed record QueryStatistics(long? DataScannedInBytes, long? TotalExecutionTimeInMillis);

/// <param name="OutputLocation">The S3 URI of the whole result.</param>
public sealed record ResultConfiguration(string? OutputLocation);

/// <summary>A page of at most 1,000 rows. A SELECT's first row of its first page is the names of its columns.</summary>
public sealed record GetQueryResultsRequest(string QueryExecutionId, int MaxResults, string? NextToken);

public sealed record GetQueryResultsAnswer(ResultSet ResultSet, string? NextToken);

public sealed record ResultSet(IReadOnlyList<ResultRow>? Rows, ResultSetMetadata? ResultSetMetadata);

public sealed record ResultRow(IReadOnlyList<ResultDatum>? Data);

/// <param name="VarCharValue">Null for NULL.</param>
public sealed record ResultDatum(string? VarCharValue);

public sealed record ResultSetMetadata(IReadOnlyList<ResultColumn>? ColumnInfo);

public sealed record ResultColumn(string Name, string Type);

public sealed record StopQueryExecutionRequest(string QueryExecutionId);

/// <summary>Nothing is said.</summary>
public sealed record StopQueryExecutionAnswer;

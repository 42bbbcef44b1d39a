using System.Text.Json.Serialization;
using Platform.Aws.Calls;

namespace Platform.Aws.Glue;

/// <summary>The operations of AWS Glue that are used, API version 2017-03-31.</summary>
public static class GlueOperations
{
    public static readonly AwsService Service = new("glue", "AWSGlue", "application/x-amz-json-1.1");

    public static AwsOperation<GetTableRequest, GetTableAnswer> GetTable { get; } = new(Service, nameof(GetTable), GlueJson.Default.GetTableRequest, GlueJson.Default.GetTableAnswer);

    public static AwsOperation<CreateTableRequest, Nothing> CreateTable { get; } = new(Service, nameof(CreateTable), GlueJson.Default.CreateTableRequest, GlueJson.Default.Nothing);

    public static AwsOperation<UpdateTableRequest, Nothing> UpdateTable { get; } = new(Service, nameof(UpdateTable), GlueJson.Default.UpdateTableRequest, GlueJson.Default.Nothing);

    public static AwsOperation<GetPartitionRequest, GetPartitionAnswer> GetPartition { get; } = new(Service, nameof(GetPartition), GlueJson.Default.GetPartitionRequest, GlueJson.Default.GetPartitionAnswer);

    public static AwsOperation<GetPartitionsRequest, GetPartitionsAnswer> GetPartitions { get; } = new(Service, nameof(GetPartitions), GlueJson.Default.GetPartitionsRequest, GlueJson.Default.GetPartitionsAnswer);

    public static AwsOperation<CreatePartitionRequest, Nothing> CreatePartition { get; } = new(Service, nameof(CreatePartition), GlueJson.Default.CreatePartitionRequest, GlueJson.Default.Nothing);

    public static AwsOperation<UpdatePartitionRequest, Nothing> UpdatePartition { get; } = new(Service, nameof(UpdatePartition), GlueJson.Default.UpdatePartitionRequest, GlueJson.Default.Nothing);

    public static AwsOperation<BatchUpdatePartitionRequest, BatchUpdatePartitionAnswer> BatchUpdatePartition { get; } =
        new(Service, nameof(BatchUpdatePartition), GlueJson.Default.BatchUpdatePartitionRequest, GlueJson.Default.BatchUpdatePartitionAnswer);

    public static AwsOperation<BatchDeletePartitionRequest, BatchDeletePartitionAnswer> BatchDeletePartition { get; } =
        new(Service, nameof(BatchDeletePartition), GlueJson.Default.BatchDeletePartitionRequest, GlueJson.Default.BatchDeletePartitionAnswer);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetTableRequest))]
[JsonSerializable(typeof(GetTableAnswer))]
[JsonSerializable(typeof(CreateTableRequest))]
[JsonSerializable(typeof(UpdateTableRequest))]
[JsonSerializable(typeof(GetPartitionRequest))]
[JsonSerializable(typeof(GetPartitionAnswer))]
[JsonSerializable(typeof(GetPartitionsRequest))]
[JsonSerializable(typeof(GetPartitionsAnswer))]
[JsonSerializable(typeof(CreatePartitionRequest))]
[JsonSerializable(typeof(UpdatePartitionRequest))]
[JsonSerializable(typeof(BatchUpdatePartitionRequest))]
[JsonSerializable(typeof(BatchUpdatePartitionAnswer))]
[JsonSerializable(typeof(BatchDeletePartitionRequest))]
[JsonSerializable(typeof(BatchDeletePartitionAnswer))]
[JsonSerializable(typeof(Nothing))]
internal sealed partial class GlueJson : JsonSerializerContext;

using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;
using Platform.Infra.Storage;
using Pulumi.Aws.Athena.Inputs;

namespace Platform.Infra.Catalog;

/// <summary>The Athena workgroup of the stack's readers: results encrypted, in one place, and no query past the scan limit.</summary>
public sealed class QueryWorkgroup : ComponentResource
{
    public QueryWorkgroup(string name, CloudSettings settings, LakeBuckets buckets, DataKey key, ComponentResourceOptions options)
        : base("platform:catalog:QueryWorkgroup", name, options)
    {
        _ = new CustomResource(WorkgroupArgs.Type, name, new WorkgroupArgs
        {
            Name = Called(settings),
            Description = $"Queries over the lake of platform stack {settings.Stack}",
            State = "ENABLED",
            Configuration = new WorkgroupConfigurationArgs
            {
                EnforceWorkgroupConfiguration = true,
                PublishCloudwatchMetricsEnabled = true,
                BytesScannedCutoffPerQuery = settings.ScanLimit,
                EngineVersion = new WorkgroupConfigurationEngineVersionArgs { SelectedEngineVersion = "Athena engine version 3" },
                ResultConfiguration = new WorkgroupConfigurationResultConfigurationArgs
                {
                    OutputLocation = Output.Format($"s3://{buckets.Results.Name}/{ResultsPrefix}"),
                    ExpectedBucketOwner = settings.Account,
                    EncryptionConfiguration = new WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs { EncryptionOption = "SSE_KMS", KmsKeyArn = key.Arn },
                },
            },
            Tags = CloudTags.OfStack(settings),
        }, new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }

    /// <summary>What it takes to ask the workgroup and read its answers; what may be asked is another matter.</summary>
    public static IEnumerable<Statement> Asking(CloudSettings settings)
    {
        var results = LakeBuckets.ResultsBucket(settings);
        yield return new Statement("Query", ["athena:GetQueryExecution", "athena:GetQueryResults", "athena:StartQueryExecution", "athena:StopQueryExecution"], [Arn(settings)]);
        yield return new Statement("Results", ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], [Naming.Arn.Objects(results, ResultsPrefix)]);
        yield return new Statement("ResultsBucket", ["s3:GetBucketLocation", "s3:ListBucket"], [Naming.Arn.Bucket(results)]);
    }

    /// <summary>What Athena asks of the catalog in the name of whoever queries a table (Athena User Guide, "Access to databases and tables in the Data Catalog").</summary>
    public static IReadOnlyList<string> CatalogActions { get; } = ["glue:BatchGetPartition", "glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable"];

    public const string ResultsPrefix = "athena/";

    public static string Called(CloudSettings settings) => CloudName.Workgroup(settings.Stack);

    public static string Arn(CloudSettings settings) => $"arn:aws:athena:{settings.Region}:{settings.Account}:workgroup/{Called(settings)}";
}

using Platform.Infra.Settings;
using Aws3 = Pulumi.Aws.S3;

namespace Platform.Infra.Storage;

/// <summary>The lake, the results of queries, and, where asked for, the logs of who used them.</summary>
public sealed class LakeBuckets : ComponentResource
{
    public LakeBuckets(string name, StackInputs inputs, DataKey key, ComponentResourceOptions options) : base("platform:storage:LakeBuckets", name, options)
    {
        var settings = inputs.Settings;
        var under = new ComponentResourceOptions { Parent = this };
        if (settings.Features.AccessLogs || settings.Features.DataEvents) Logs = AccessLogs(settings, under);
        Lake = new ClosedBucket("lake", new ClosedBucketArgs(settings, settings.LakeBucket, key.Arn) { Versioned = true, Protected = true, AccessLogs = settings.Features.AccessLogs ? Logs : null }, under);
        Results = new ClosedBucket("results", new ClosedBucketArgs(settings, ResultsBucket(settings), key.Arn) { AccessLogs = settings.Features.AccessLogs ? Logs : null }, under);
        _ = new Aws3.BucketLifecycleConfiguration("lake", new Aws3.BucketLifecycleConfigurationArgs
        {
            Bucket = Lake.Name,
            Rules = LifecycleRules.Of(inputs).ToArray(),
        }, new CustomResourceOptions { Parent = Lake, DependsOn = { Lake.Versioning } });
        _ = new Aws3.BucketLifecycleConfiguration("results", new Aws3.BucketLifecycleConfigurationArgs
        {
            Bucket = Results.Name,
            Rules = { Expiring("results", ResultsDays) },
        }, new CustomResourceOptions { Parent = Results });
        RegisterOutputs();
    }

    /// <summary>Results are read within minutes of their query; a month is for the curious.</summary>
    private const int ResultsDays = 30;

    /// <summary>A year of access logs is what auditors ask for.</summary>
    private const int LogsDays = 400;

    public ClosedBucket Lake { get; }

    public ClosedBucket Results { get; }

    public ClosedBucket? Logs { get; }

    public static string ResultsBucket(CloudSettings settings) => $"{settings.LakeBucket}-results";

    public static string LogsBucket(CloudSettings settings) => $"{settings.LakeBucket}-logs";

    private static ClosedBucket AccessLogs(CloudSettings settings, ComponentResourceOptions under)
    {
        var bucket = LogsBucket(settings);
        var logs = new ClosedBucket("logs", new ClosedBucketArgs(settings, bucket, null)
        {
            Statements = [BucketStatements.AccessLogs(settings, bucket), .. BucketStatements.Trail(settings, bucket, CloudName.Of(settings.Stack, "lake"))],
        }, under);
        _ = new Aws3.BucketLifecycleConfiguration("logs", new Aws3.BucketLifecycleConfigurationArgs { Bucket = logs.Name, Rules = { Expiring("logs", LogsDays) } },
            new CustomResourceOptions { Parent = logs });
        return logs;
    }

    private static Aws3.Inputs.BucketLifecycleConfigurationRuleArgs Expiring(string id, int days) => new()
    {
        Id = id,
        Status = "Enabled",
        Filter = new Aws3.Inputs.BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
        Expiration = new Aws3.Inputs.BucketLifecycleConfigurationRuleExpirationArgs { Days = days },
        NoncurrentVersionExpiration = new Aws3.Inputs.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs { NoncurrentDays = LifecyclePolicy.AbortDays },
        AbortIncompleteMultipartUpload = new Aws3.Inputs.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs { DaysAfterInitiation = LifecyclePolicy.AbortDays },
    };
}

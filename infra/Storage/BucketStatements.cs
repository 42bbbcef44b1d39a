using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;

namespace Platform.Infra.Storage;

/// <summary>Statements of bucket policies.</summary>
public static class BucketStatements
{
    private static readonly IReadOnlyDictionary<string, string[]> Everybody = Conditions.Aws("*");

    public static Statement TlsOnly(string bucket) => new("TlsOnly", ["s3:*"], [Arn.Bucket(bucket), Arn.Objects(bucket, "")], Statement.Deny)
    {
        Principal = Everybody,
        Condition = Conditions.When(("Bool", "aws:SecureTransport", ["false"])),
    };

    /// <summary>An upload that says nothing gets the bucket's key; one that names another encryption or key is refused.</summary>
    public static IEnumerable<Statement> KeyOnly(string bucket, string key)
    {
        yield return Named("KmsOnly", bucket, "s3:x-amz-server-side-encryption", "aws:kms");
        yield return Named("OwnKeyOnly", bucket, "s3:x-amz-server-side-encryption-aws-kms-key-id", key);
    }

    /// <summary>S3 delivers access logs of this account's buckets.</summary>
    public static Statement AccessLogs(CloudSettings settings, string bucket) => new("AccessLogs", ["s3:PutObject"], [Arn.Objects(bucket, "s3/")])
    {
        Principal = Conditions.Service("logging.s3.amazonaws.com"),
        Condition = Conditions.When(("StringEquals", "aws:SourceAccount", [settings.Account])),
    };

    /// <summary>CloudTrail delivers the events of one trail.</summary>
    public static IEnumerable<Statement> Trail(CloudSettings settings, string bucket, string trail)
    {
        var when = Conditions.When(("StringEquals", "aws:SourceArn", [$"arn:aws:cloudtrail:{settings.Region}:{settings.Account}:trail/{trail}"]));
        yield return new Statement("TrailLooks", ["s3:GetBucketAcl"], [Arn.Bucket(bucket)]) { Principal = Conditions.Service("cloudtrail.amazonaws.com"), Condition = when };
        yield return new Statement("TrailWrites", ["s3:PutObject"], [Arn.Objects(bucket, $"trail/AWSLogs/{settings.Account}/")]) { Principal = Conditions.Service("cloudtrail.amazonaws.com"), Condition = when };
    }

    private static Statement Named(string sid, string bucket, string key, string value) => new(sid, ["s3:PutObject"], [Arn.Objects(bucket, "")], Statement.Deny)
    {
        Principal = Everybody,
        Condition = Conditions.When(("Null", key, ["false"]), ("StringNotEquals", key, [value])),
    };
}

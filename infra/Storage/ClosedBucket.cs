using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;
using Aws3 = Pulumi.Aws.S3;

namespace Platform.Infra.Storage;

/// <summary>
/// What a bucket of ours is called and how it is encrypted: with a key, or, where AWS itself delivers logs, with S3's own key, the only one that
/// delivery takes.
/// </summary>
public sealed record ClosedBucketArgs(CloudSettings Settings, string Bucket, Output<string>? Key)
{
    /// <summary>Earlier versions of objects are kept.</summary>
    public bool Versioned { get; init; }

    /// <summary>Statements beside those that close the bucket.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>The bucket that receives its access logs.</summary>
    public ClosedBucket? AccessLogs { get; init; }

    public bool Protected { get; init; }
}

/// <summary>A bucket closed to the world: owner enforced, public access blocked, encrypted, TLS only.</summary>
public sealed class ClosedBucket : ComponentResource
{
    public ClosedBucket(string name, ClosedBucketArgs args, ComponentResourceOptions options) : base("platform:storage:ClosedBucket", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var bucket = new Aws3.Bucket(name, new Aws3.BucketArgs { BucketName = args.Bucket, Tags = CloudTags.OfStack(args.Settings) },
            new CustomResourceOptions { Parent = this, Protect = args.Protected ? true : null });
        Name = bucket.BucketName;
        Arn = bucket.Arn;
        Versioning = new Aws3.BucketVersioning(name, new Aws3.BucketVersioningArgs
        {
            Bucket = Name,
            VersioningConfiguration = new Aws3.Inputs.BucketVersioningVersioningConfigurationArgs { Status = args.Versioned ? "Enabled" : "Suspended" },
        }, child);
        _ = new Aws3.BucketOwnershipControls(name, new Aws3.BucketOwnershipControlsArgs
        {
            Bucket = Name,
            Rule = new Aws3.Inputs.BucketOwnershipControlsRuleArgs { ObjectOwnership = "BucketOwnerEnforced" },
        }, child);
        var block = new Aws3.BucketPublicAccessBlock(name, new Aws3.BucketPublicAccessBlockArgs
        {
            Bucket = Name,
            BlockPublicAcls = true,
            BlockPublicPolicy = true,
            IgnorePublicAcls = true,
            RestrictPublicBuckets = true,
        }, child);
        _ = new Aws3.BucketServerSideEncryptionConfiguration(name, new Aws3.BucketServerSideEncryptionConfigurationArgs
        {
            Bucket = Name,
            Rules = { Encryption(args.Key) },
        }, child);
        // S3 refuses a policy while it changes the public access block of the same bucket.
        Policy = new Aws3.BucketPolicy(name, new Aws3.BucketPolicyArgs { Bucket = Name, Policy = Document(args) },
            new CustomResourceOptions { Parent = this, DependsOn = { block } });
        if (args.AccessLogs is { } logs)
            _ = new Aws3.BucketLogging(name, new Aws3.BucketLoggingArgs { Bucket = Name, TargetBucket = logs.Name, TargetPrefix = $"s3/{args.Bucket}/" }, child);
        RegisterOutputs();
    }

    public Output<string> Name { get; }

    public Output<string> Arn { get; }

    public Aws3.BucketPolicy Policy { get; }

    public Aws3.BucketVersioning Versioning { get; }

    private static Aws3.Inputs.BucketServerSideEncryptionConfigurationRuleArgs Encryption(Output<string>? key) => new()
    {
        BucketKeyEnabled = key is not null,
        ApplyServerSideEncryptionByDefault = key is null
            ? new Aws3.Inputs.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs { SseAlgorithm = "AES256" }
            : new Aws3.Inputs.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs { SseAlgorithm = "aws:kms", KmsMasterKeyId = key },
    };

    private static Output<string> Document(ClosedBucketArgs args) => args.Key is null
        ? Output.Create(new PolicyDocument([BucketStatements.TlsOnly(args.Bucket), .. args.Statements]).ToJson())
        : args.Key.Apply(key => new PolicyDocument([BucketStatements.TlsOnly(args.Bucket), .. BucketStatements.KeyOnly(args.Bucket, key), .. args.Statements]).ToJson());
}

using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;
using Platform.Infra.Storage;

namespace Platform.Infra.Audit;

/// <summary>The lake as a location of Lake Formation, which reads it for those it grants.</summary>
public sealed class LakeRegistration : ComponentResource
{
    public LakeRegistration(string name, CloudSettings settings, LakeBuckets buckets, DataKey key, ComponentResourceOptions options) : base("platform:audit:LakeRegistration", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var role = new Aws.Iam.Role("lake-formation", new Aws.Iam.RoleArgs
        {
            Name = CloudName.Of(settings.Stack, "lake-formation"),
            Description = "Lake Formation reads and writes the lake for those it grants",
            // Both are what Lake Formation asks of a role that registers a location.
            AssumeRolePolicy = Trust.Of(["glue.amazonaws.com", "lakeformation.amazonaws.com"], settings.Account),
            Tags = CloudTags.OfStack(settings),
        }, child);
        var policy = new Aws.Iam.RolePolicy("lake-formation", new Aws.Iam.RolePolicyArgs
        {
            Name = "lake",
            Role = role.Name,
            Policy = key.Arn.Apply(arn => new PolicyDocument(
                new Statement("Objects", ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], [Arn.Objects(settings.LakeBucket, settings.LakePrefix)]),
                new Statement("List", ["s3:ListBucket"], [Arn.Bucket(settings.LakeBucket)]),
                new Statement("Key", ["kms:Decrypt", "kms:GenerateDataKey"], [arn])).ToJson()),
        }, child);
        _ = new Aws.LakeFormation.Resource(name, new Aws.LakeFormation.ResourceArgs
        {
            Arn = buckets.Lake.Arn,
            RoleArn = role.Arn,
            // Jobs and readers that only have IAM go on working while grants are introduced.
            HybridAccessEnabled = true,
        }, new CustomResourceOptions { Parent = this, DependsOn = { policy } });
        RegisterOutputs();
    }
}

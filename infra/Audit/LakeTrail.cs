using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Infra.Storage;
using Pulumi.Aws.CloudTrail.Inputs;

namespace Platform.Infra.Audit;

/// <summary>Who read and wrote the lake's objects: CloudTrail's data events, in the bucket of logs.</summary>
public sealed class LakeTrail : ComponentResource
{
    public LakeTrail(string name, CloudSettings settings, LakeBuckets buckets, ComponentResourceOptions options) : base("platform:audit:LakeTrail", name, options)
    {
        _ = new Aws.CloudTrail.Trail(name, new Aws.CloudTrail.TrailArgs
        {
            Name = CloudName.Of(settings.Stack, "lake"),
            S3BucketName = buckets.Logs!.Name,
            S3KeyPrefix = "trail",
            EnableLogFileValidation = true,
            IncludeGlobalServiceEvents = false,
            IsMultiRegionTrail = false,
            AdvancedEventSelectors =
            {
                new TrailAdvancedEventSelectorArgs
                {
                    Name = "objects of the lake",
                    FieldSelectors =
                    {
                        new TrailAdvancedEventSelectorFieldSelectorArgs { Field = "eventCategory", Equals = { "Data" } },
                        new TrailAdvancedEventSelectorFieldSelectorArgs { Field = "resources.type", Equals = { "AWS::S3::Object" } },
                        new TrailAdvancedEventSelectorFieldSelectorArgs { Field = "resources.ARN", StartsWiths = { $"{Arn.Bucket(settings.LakeBucket)}/" } },
                    },
                },
            },
            Tags = CloudTags.OfStack(settings),
        }, new CustomResourceOptions { Parent = this, DependsOn = { buckets.Logs.Policy } });
        RegisterOutputs();
    }
}

using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Pulumi.Aws.S3.Inputs;

namespace Platform.Infra.Storage;

/// <summary>The lifecycle rules of the lake: one per table, or, past S3's limit, one per distinct policy.</summary>
public static class LifecycleRules
{
    /// <summary>S3's limit of rules in one bucket.</summary>
    public const int Limit = 1_000;

    /// <summary>True where tables are too many for a rule each: then objects carry the policy's tag and share its rule.</summary>
    public static bool Shared(StackInputs inputs) => inputs.Entries.Count() + 1 > Limit;

    public static IReadOnlyList<BucketLifecycleConfigurationRuleArgs> Of(StackInputs inputs) => Shared(inputs)
        ? [WholeBucket(), .. inputs.Entries.Select(LifecyclePolicy.Of).Distinct().OrderBy(policy => policy.TagValue, StringComparer.Ordinal).Where(Says).Select(SharedRule)]
        : [WholeBucket(), .. inputs.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal).Select(entry => TableRule(inputs.Settings, entry))];

    /// <summary>What holds for every object: these cannot be in a rule that filters by tag.</summary>
    private static BucketLifecycleConfigurationRuleArgs WholeBucket() => new()
    {
        Id = "all",
        Status = "Enabled",
        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
        Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { ExpiredObjectDeleteMarker = true },
        NoncurrentVersionExpiration = new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs { NoncurrentDays = LifecyclePolicy.NoncurrentDays },
        AbortIncompleteMultipartUpload = new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs { DaysAfterInitiation = LifecyclePolicy.AbortDays },
    };

    private static BucketLifecycleConfigurationRuleArgs TableRule(CloudSettings settings, Entry entry)
    {
        var policy = LifecyclePolicy.Of(entry);
        return new BucketLifecycleConfigurationRuleArgs
        {
            Id = RuleId(entry),
            Status = "Enabled",
            Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = settings.LakePrefix + ObjectLayout.TablePrefix(entry.Source, entry.Table) },
            Expiration = Expiration(policy) ?? new BucketLifecycleConfigurationRuleExpirationArgs { ExpiredObjectDeleteMarker = true },
            NoncurrentVersionExpiration = new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs { NoncurrentDays = LifecyclePolicy.NoncurrentDays },
            AbortIncompleteMultipartUpload = new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs { DaysAfterInitiation = LifecyclePolicy.AbortDays },
            Transitions = Transitions(policy),
        };
    }

    private static BucketLifecycleConfigurationRuleArgs SharedRule(LifecyclePolicy policy) => new()
    {
        Id = policy.TagValue,
        Status = "Enabled",
        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Tag = new BucketLifecycleConfigurationRuleFilterTagArgs { Key = LifecyclePolicy.Tag, Value = policy.TagValue } },
        Expiration = Expiration(policy) is { } expiration ? (Input<BucketLifecycleConfigurationRuleExpirationArgs>)expiration : null,
        Transitions = Transitions(policy),
    };

    private static bool Says(LifecyclePolicy policy) => policy.ExpireDays is not null || policy.InfrequentAccessDays is not null;

    private static BucketLifecycleConfigurationRuleExpirationArgs? Expiration(LifecyclePolicy policy) =>
        policy.ExpireDays is { } days ? new BucketLifecycleConfigurationRuleExpirationArgs { Days = days } : null;

    private static BucketLifecycleConfigurationRuleTransitionArgs[] Transitions(LifecyclePolicy policy) => policy.InfrequentAccessDays is { } days
        ? [new BucketLifecycleConfigurationRuleTransitionArgs { Days = days, StorageClass = "STANDARD_IA" }]
        : [];

    /// <summary>S3 takes 255 characters.</summary>
    private static string RuleId(Entry entry)
    {
        var id = $"{entry.Source}/{entry.Table}";
        return id.Length <= 255 ? id : $"{id[..190]}-{EntryDocument.Hash(System.Text.Encoding.UTF8.GetBytes(id))}";
    }
}

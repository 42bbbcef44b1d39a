using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;

namespace Platform.Infra.Storage;

/// <summary>The key that encrypts lake, results, notices and logs; it rotates every year.</summary>
public sealed class DataKey : ComponentResource
{
    public DataKey(string name, CloudSettings settings, ComponentResourceOptions options) : base("platform:storage:DataKey", name, options)
    {
        var key = new Aws.Kms.Key(name, new Aws.Kms.KeyArgs
        {
            Description = $"Data of platform stack {settings.Stack}",
            EnableKeyRotation = true,
            RotationPeriodInDays = 365,
            DeletionWindowInDays = 30,
            Policy = KeyPolicy(settings).ToJson(),
            Tags = CloudTags.OfStack(settings),
        }, new CustomResourceOptions { Parent = this, Protect = true });
        _ = new Aws.Kms.Alias(name, new Aws.Kms.AliasArgs
        {
            Name = CloudName.DataKeyAlias(settings.Stack),
            TargetKeyId = key.KeyId,
        }, new CustomResourceOptions { Parent = this });
        Arn = key.Arn;
        RegisterOutputs();
    }

    public Output<string> Arn { get; }

    /// <summary>In a key's own policy, <c>*</c> is that key. Services use it for this stack's log groups and for notices.</summary>
    private static PolicyDocument KeyPolicy(CloudSettings settings) => new(
        new Statement("Account", ["kms:*"], ["*"]) { Principal = Conditions.Aws(Naming.Arn.Root(settings)) },
        new Statement("Logs", ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"], ["*"])
        {
            Principal = Conditions.Service($"logs.{settings.Region}.amazonaws.com"),
            Condition = Conditions.When(("ArnLike", "kms:EncryptionContext:aws:logs:arn", [$"arn:aws:logs:{settings.Region}:{settings.Account}:log-group:/{CloudName.Prefix(settings.Stack)}/*"])),
        },
        // Both publish to the encrypted topic without saying for which account.
        new Statement("Notices", ["kms:Decrypt", "kms:GenerateDataKey*"], ["*"]) { Principal = Conditions.Service("cloudwatch.amazonaws.com", "events.amazonaws.com") });
}

using Platform.Infra.Settings;

namespace Platform.Infra.Policies;

/// <summary>Secrets that are sealed with a KMS key of their own, and not with AWS's, need that key to be read too.</summary>
public static class SecretKeys
{
    /// <summary>Leave to open secrets sealed with these keys, through Secrets Manager only.</summary>
    public static Statement Unseal(CloudSettings settings, IEnumerable<string> keys) => new("Unseal", ["kms:Decrypt"], [.. keys.Distinct().Order(StringComparer.Ordinal)])
    {
        Condition = Conditions.When(("StringEquals", "kms:ViaService", [$"secretsmanager.{settings.Region}.amazonaws.com"])),
    };
}

namespace Platform.Aws.SecretsManager;

/// <summary>Where a setting's value is kept: <c>secretsmanager:ARN</c>, or <c>secretsmanager:ARN#key</c> for one key of a secret that is a JSON object.</summary>
public sealed record SecretReference(string Arn, string? Key)
{
    private const string Scheme = "secretsmanager:";

    /// <summary>Null where the text is a value itself.</summary>
    public static SecretReference? TryParse(string? text)
    {
        if (text?.StartsWith(Scheme, StringComparison.Ordinal) != true) return null;
        var rest = text[Scheme.Length..];
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? new SecretReference(rest, null) : new SecretReference(rest[..hash], rest[(hash + 1)..]);
    }
}

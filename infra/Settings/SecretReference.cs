namespace Platform.Infra.Settings;

/// <summary>A secret, or one key of a secret that is a JSON object: <c>ARN</c> or <c>ARN#key</c>.</summary>
public sealed record SecretReference(string Arn, string? Key = null)
{
    private const string Prefix = "secretsmanager:";

    /// <summary>Null where the text is not <c>secretsmanager:ARN[#key]</c>.</summary>
    public static SecretReference? TryParse(string? text)
    {
        if (text?.StartsWith(Prefix, StringComparison.Ordinal) != true) return null;
        var rest = text[Prefix.Length..];
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? new SecretReference(rest) : new SecretReference(rest[..hash], rest[(hash + 1)..]);
    }

    /// <summary>As a container definition names it (<c>arn:key:stage:version</c>).</summary>
    public string ValueFrom => Key is null ? Arn : $"{Arn}:{Key}::";
}

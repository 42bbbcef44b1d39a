namespace Platform.Registry.Connections;

/// <summary>Where a setting's value is kept: <c>secretsmanager:ARN</c>, or <c>secretsmanager:ARN#key</c> for one key of a secret that is a JSON object.</summary>
public sealed record SecretReference(string Arn, string? Key = null)
{
    public const string Scheme = "secretsmanager:";

    /// <summary>Null where the text is a value itself.</summary>
    public static SecretReference? TryParse(string? text) =>
        text?.StartsWith(Scheme, StringComparison.Ordinal) == true ? OfArn(text[Scheme.Length..]) : null;

    /// <summary>True where one of these variables is a reference: only then is anything of AWS needed.</summary>
    public static bool IsInAny(IReadOnlyList<string> names, Func<string, string?> environment) => names.Any(name => TryParse(environment(name)) is not null);

    /// <param name="text"><c>ARN</c> or <c>ARN#key</c>.</param>
    public static SecretReference OfArn(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? new SecretReference(text) : new SecretReference(text[..hash], text[(hash + 1)..]);
    }

    /// <summary>As a container definition names it (<c>arn:key:stage:version</c>).</summary>
    public string ValueFrom => Key is null ? Arn : $"{Arn}:{Key}::";
}

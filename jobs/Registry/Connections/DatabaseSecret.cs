using System.Text.Json;
using Platform.Registry.Failures;

namespace Platform.Registry.Connections;

/// <summary>
/// What a secret that says how to reach a database holds: a connection URL, or the JSON object that RDS writes, whose members are <c>host</c>, <c>port</c>,
/// <c>username</c>, <c>password</c> and <c>dbname</c>. Messages name members, never what is in them.
/// </summary>
public static class DatabaseSecret
{
    /// <summary>File of trusted root certificates (PEM) for the databases, such as RDS's bundle.</summary>
    public const string CertificatesVariable = "PLATFORM_CA_BUNDLE";

    /// <summary>The URL. One that is made of members asks for TLS, and verifies it where there are certificates to verify it by.</summary>
    /// <param name="secret">How people name the secret: <c>secret ARN</c>.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="certificates">File of trusted root certificates (PEM), or null.</param>
    /// <exception cref="PlatformException">Configuration (78), kind <c>secret-form</c>: a member is missing.</exception>
    public static string ToUrl(string secret, string text, string? certificates)
    {
        if (Members(text) is not { } members) return text;
        using (members)
        {
            var root = members.RootElement;
            var host = Member(root, "host") ?? throw Form(secret, "holds no host", "a secret that RDS manages for a master user has none: store postgresql://user:password@host:5432/database instead, or add host and dbname");
            var user = Member(root, "username") ?? throw Form(secret, "holds no username", "add username and password");
            var password = Member(root, "password") ?? throw Form(secret, "holds no password", "add password");
            var database = Member(root, "dbname") ?? throw Form(secret, "holds no dbname", "add dbname");
            var port = Member(root, "port") ?? "5432";
            var tls = certificates is null ? "sslmode=require" : $"sslmode=verify-full&sslrootcert={Uri.EscapeDataString(certificates)}";
            return $"postgresql://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@{host}:{port}/{Uri.EscapeDataString(database)}?{tls}";
        }
    }

    /// <summary>The secret as a JSON object; null where it is another text.</summary>
    public static JsonDocument? Members(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith('{')) return null;
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>One member's text; null where there is none.</summary>
    public static string? Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    public static PlatformException Form(string secret, string defect, string hint) =>
        new(Stage.Configure, ExitCode.Configuration, $"{secret} {defect}", hint) { Kind = "secret-form" };
}

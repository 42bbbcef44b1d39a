using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Fakes.Http;
using Platform.Fakes.Services;

namespace Platform.Fakes.SecretsManager;

/// <summary>Secrets by their ARN.</summary>
public sealed class FakeSecretsManager : FakeJsonService
{
    private FakeSecretsManager() : base("secretsmanager", "secretsmanager")
    {
    }

    public ConcurrentDictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>ARNs of secrets under a KMS key that the caller may not use.</summary>
    public ConcurrentBag<string> Sealed { get; } = [];

    public static async Task<FakeSecretsManager> StartAsync()
    {
        var fake = new FakeSecretsManager();
        await fake.ServeAsync();
        return fake;
    }

    /// <summary>Stores a secret and answers its ARN.</summary>
    public string Store(string name, string value)
    {
        var arn = $"arn:aws:secretsmanager:{Region}:{Account}:secret:{name}-a1b2c3";
        Secrets[arn] = value;
        return arn;
    }

    protected override JsonObject Run(string operation, JsonElement request)
    {
        if (operation != "GetSecretValue") throw new FakeError(400, "UnknownOperationException", $"{operation} is not implemented");
        var arn = request.GetProperty("SecretId").GetString()!;
        if (Sealed.Contains(arn)) throw new FakeError(400, "AccessDeniedException", "Access to KMS is not allowed");
        return Secrets.TryGetValue(arn, out var value)
            ? new JsonObject { ["ARN"] = arn, ["Name"] = arn.Split(':')[^1], ["SecretString"] = value, ["VersionId"] = "00000000-0000-0000-0000-000000000000", ["CreatedDate"] = 1_772_359_200.0 }
            : throw new FakeError(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
}

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

    /// <summary>ARNs of secrets that exist and have no value yet.</summary>
    public ConcurrentBag<string> Declared { get; } = [];

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
        var arn = request.GetProperty("SecretId").GetString()!;
        if (Sealed.Contains(arn)) throw new FakeError(400, "AccessDeniedException", "Access to KMS is not allowed");
        return operation switch
        {
            "GetSecretValue" => Get(arn),
            "PutSecretValue" => Put(arn, request.GetProperty("ClientRequestToken").GetString()!, request.GetProperty("SecretString").GetString()!),
            _ => throw new FakeError(400, "UnknownOperationException", $"{operation} is not implemented"),
        };
    }

    private JsonObject Put(string arn, string token, string value)
    {
        if (!Declared.Contains(arn) && !Secrets.ContainsKey(arn)) throw NotFound();
        Secrets[arn] = value;
        return new JsonObject { ["ARN"] = arn, ["Name"] = arn.Split(':')[^1], ["VersionId"] = token, ["VersionStages"] = new JsonArray("AWSCURRENT") };
    }

    private JsonObject Get(string arn)
    {
        return Secrets.TryGetValue(arn, out var value)
            ? new JsonObject { ["ARN"] = arn, ["Name"] = arn.Split(':')[^1], ["SecretString"] = value, ["VersionId"] = "00000000-0000-0000-0000-000000000000", ["CreatedDate"] = 1_772_359_200.0 }
            : throw NotFound();
    }

    private static FakeError NotFound() => new(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
}

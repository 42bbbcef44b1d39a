using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Fakes.Http;
using Platform.Fakes.Services;

namespace Platform.Fakes.SystemsManager;

/// <summary>Parameters by their name.</summary>
public sealed class FakeSystemsManager : FakeJsonService
{
    private FakeSystemsManager() : base("ssm", "AmazonSSM")
    {
    }

    public ConcurrentDictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public static async Task<FakeSystemsManager> StartAsync()
    {
        var fake = new FakeSystemsManager();
        await fake.ServeAsync();
        return fake;
    }

    protected override JsonObject Run(string operation, JsonElement request)
    {
        if (operation != "GetParameter") throw new FakeError(400, "UnknownOperationException", $"{operation} is not implemented");
        var name = request.GetProperty("Name").GetString()!;
        return Parameters.TryGetValue(name, out var value)
            ? new JsonObject { ["Parameter"] = new JsonObject { ["Name"] = name, ["Type"] = "String", ["Value"] = value, ["Version"] = 1, ["ARN"] = $"arn:aws:ssm:{Region}:{Account}:parameter{name}", ["DataType"] = "text" } }
            : throw new FakeError(400, "ParameterNotFound", "");
    }
}

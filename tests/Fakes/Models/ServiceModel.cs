using System.IO.Compression;
using System.Text.Json;

namespace Platform.Fakes.Models;

/// <summary>A service's own description of its operations and shapes, as botocore carries it (Debian package python3-botocore).</summary>
public sealed class ServiceModel
{
    private const string Root = "/usr/lib/python3/dist-packages/botocore/data";

    private readonly JsonElement _operations;
    private readonly JsonElement _shapes;

    private ServiceModel(JsonElement root)
    {
        _operations = root.GetProperty("operations");
        _shapes = root.GetProperty("shapes");
    }

    public static ServiceModel Load(string service)
    {
        var directory = Path.Combine(Root, service);
        if (!Directory.Exists(directory)) throw new FileNotFoundException("The service models are missing: apt-get install python3-botocore, or run ./platform test, which does.", directory);
        var version = Directory.GetDirectories(directory).Order(StringComparer.Ordinal).Last();
        var plain = Path.Combine(version, "service-2.json");
        if (File.Exists(plain)) return new ServiceModel(JsonDocument.Parse(File.ReadAllBytes(plain)).RootElement);
        using var file = File.OpenRead(plain + ".gz");
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        return new ServiceModel(JsonDocument.Parse(unpacked).RootElement);
    }

    public bool Has(string operation) => _operations.TryGetProperty(operation, out _);

    /// <summary>The operation of a REST-JSON path.</summary>
    public string? OperationAt(string path) =>
        _operations.EnumerateObject().FirstOrDefault(o => o.Value.GetProperty("http").GetProperty("requestUri").GetString() == path) is { Value.ValueKind: JsonValueKind.Object } found ? found.Name : null;

    /// <summary>Every way in which a request is not what the model says.</summary>
    public IReadOnlyList<string> CheckRequest(string operation, JsonElement request) => Check(operation, "input", request);

    /// <summary>Every way in which the fake's own answer is not what the model says.</summary>
    public IReadOnlyList<string> CheckAnswer(string operation, JsonElement answer) => Check(operation, "output", answer);

    private List<string> Check(string operation, string side, JsonElement value)
    {
        var problems = new List<string>();
        if (_operations.GetProperty(operation).TryGetProperty(side, out var shape)) new ShapeCheck(_shapes, problems).Check(shape.GetProperty("shape").GetString()!, value, side);
        return problems;
    }
}

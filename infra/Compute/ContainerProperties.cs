using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Infra.Compute;

/// <summary>The container of a Batch job, in the form of Batch's own JSON.</summary>
public sealed record ContainerProperties
{
    public required string Image { get; init; }

    /// <summary><c>Ref::name</c> stands for a parameter of the job.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Null for a job that calls no service of AWS itself.</summary>
    public string? JobRoleArn { get; init; }

    public required string ExecutionRoleArn { get; init; }

    public required IReadOnlyList<NameValue> Environment { get; init; }

    public required IReadOnlyList<Secret> Secrets { get; init; }

    /// <summary>VCPU and MEMORY (MiB).</summary>
    public required IReadOnlyList<Requirement> ResourceRequirements { get; init; }

    public required LogConfiguration LogConfiguration { get; init; }

    public NetworkConfiguration NetworkConfiguration { get; init; } = new("DISABLED");

    public RuntimePlatform RuntimePlatform { get; init; } = new("LINUX", "X86_64");

    public PlatformVersion FargatePlatformConfiguration { get; init; } = new("LATEST");

    /// <summary>The job streams through memory and writes no file.</summary>
    public bool ReadonlyRootFilesystem { get; init; } = true;

    public string ToJson() => JsonSerializer.Serialize(this, ContainerJson.Relaxed.ContainerProperties);
}

public sealed record NameValue(string Name, string Value);

public sealed record Secret(string Name, string ValueFrom);

public sealed record Requirement(string Type, string Value);

public sealed record LogConfiguration(string LogDriver, IReadOnlyDictionary<string, string> Options);

/// <summary>Jobs have no public address: they reach AWS through the subnet's gateway or through endpoints.</summary>
public sealed record NetworkConfiguration(string AssignPublicIp);

public sealed record RuntimePlatform(string OperatingSystemFamily, string CpuArchitecture);

public sealed record PlatformVersion([property: JsonPropertyName("platformVersion")] string Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContainerProperties))]
internal sealed partial class ContainerJson : JsonSerializerContext
{
    public static ContainerJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

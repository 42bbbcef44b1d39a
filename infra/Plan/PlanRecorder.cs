using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Platform.Infra.Settings;
using Pulumi.Testing;

namespace Platform.Infra.Plan;

/// <summary>Stands where the engine would and writes down what the program declares. Values that the cloud decides are made up, the same every time.</summary>
public sealed class PlanRecorder(CloudSettings settings) : IMocks
{
    private readonly ConcurrentDictionary<string, Declaration> _declared = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, object>> _inputs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <summary>Given to the stack: sees every resource with its options before it is registered.</summary>
    public ResourceTransformationResult? Observe(ResourceTransformationArgs args)
    {
        var declaration = new Declaration(args.Options);
        _declared[Key(args.Resource)] = declaration;
        args.Options.DependsOn.ToOutput().Apply(resources => declaration.DependsOn = [.. resources.Select(Key)]);
        return null;
    }

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var key = $"{args.Type}::{args.Name}";
        _inputs[key] = args.Inputs;
        var outputs = CloudAnswers.Of(settings, args.Type!, args.Name!, args.Inputs);
        foreach (var answer in outputs.Values.OfType<string>().Where(CloudAnswers.IsIdentity)) _owners.TryAdd(answer, key);
        return Task.FromResult(((string?)outputs["id"], (object)args.Inputs.SetItems(outputs.Remove("id"))));
    }

    public Task<object> CallAsync(MockCallArgs args) =>
        throw new NotSupportedException($"{args.Token} asks the cloud, and a plan needs no credentials: take the value from the stack's settings");

    /// <summary>All resources by type and name; the stack itself is not one.</summary>
    public IReadOnlyList<PlanResource> Resources() =>
        [.. _inputs.Select(pair => Resource(pair.Key, pair.Value)).OrderBy(resource => resource.Type, StringComparer.Ordinal).ThenBy(resource => resource.Name, StringComparer.Ordinal)];

    private PlanResource Resource(string key, ImmutableDictionary<string, object> given)
    {
        var split = key.IndexOf("::", StringComparison.Ordinal);
        var json = (JsonObject)PlanValue.Of(given)!;
        var declaration = _declared[key];
        var parent = declaration.Options.Parent is { } resource ? Key(resource) : null;
        return new PlanResource(key[(split + 2)..], key[..split], json)
        {
            Parent = parent,
            DependsOn = [.. References(json).Concat(declaration.DependsOn).Where(other => other != key).Distinct().Order(StringComparer.Ordinal)],
            Protect = declaration.Options.Protect ?? false,
            Retain = declaration.Options.RetainOnDelete ?? false,
            Import = (declaration.Options as CustomResourceOptions)?.ImportId,
        };
    }

    /// <summary>The resources whose ids or ARNs an input holds, alone or inside a text.</summary>
    private IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(pair => References(pair.Value)),
        JsonArray list => list.SelectMany(References),
        JsonValue value when value.TryGetValue(out string? text) => CloudAnswers.IdentitiesIn(text).Where(_owners.ContainsKey).Select(identity => _owners[identity]),
        _ => [],
    };

    private static string Key(Resource resource) => $"{resource.GetResourceType()}::{resource.GetResourceName()}";

    private sealed class Declaration(ResourceOptions options)
    {
        public ResourceOptions Options { get; } = options;

        public ImmutableArray<string> DependsOn { get; set; } = [];
    }
}

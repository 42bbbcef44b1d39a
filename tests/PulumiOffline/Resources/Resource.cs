using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

public abstract class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly ImmutableArray<ResourceTransformation> _transformations;

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _type = type;
        _name = name;
        var deployment = Deployment.Current;
        Sources = OutputSources.Initialize(this);
        var parent = type == Stack.TypeToken ? null : options.Parent ?? deployment.Stack;
        _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } changed) continue;
            args = changed.Args;
            options = changed.Options;
        }
        deployment.Register(this, parent, args, options);
    }

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal Dictionary<string, IOutputSource> Sources { get; }

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;
}

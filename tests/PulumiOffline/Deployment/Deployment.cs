using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Runs a program against mocks. There is no engine here, so nothing is ever deployed.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> Running = new();

    private readonly IMocks _mocks;
    private readonly Lock _guard = new();
    private readonly List<Resource> _resources = [];
    private readonly List<Task> _registrations = [];
    private readonly HashSet<string> _urns = new(StringComparer.Ordinal);

    private Deployment(IMocks mocks, TestOptions options)
    {
        _mocks = mocks;
        InstanceOf = new DeploymentInstance(options.ProjectName ?? "project", options.StackName ?? "stack");
    }

    public static DeploymentInstance Instance => Current.InstanceOf;

    internal static Deployment Current => Running.Value
        ?? throw new InvalidOperationException("resources are created inside a deployment: through Deployment.RunAsync or a test's mocks");

    internal Stack? Stack { get; set; }

    private DeploymentInstance InstanceOf { get; }

    internal void Register(Resource resource, Resource? parent, ResourceArgs args, ResourceOptions options)
    {
        var urn = $"urn:pulumi:{InstanceOf.StackName}::{InstanceOf.ProjectName}::{(parent is null ? "" : parent.GetResourceType() + "$")}{resource.GetResourceType()}::{resource.GetResourceName()}";
        lock (_guard)
        {
            if (!_urns.Add(urn)) throw new RunException($"Duplicate resource URN '{urn}'; try giving it a unique name");
            _resources.Add(resource);
            _registrations.Add(RegisterAsync(resource, urn, args, options));
        }
    }

    private async Task RegisterAsync(Resource resource, string urn, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            await options.DependsOn.ToOutput().Data.ConfigureAwait(false);
            var state = ImmutableDictionary<string, object>.Empty;
            string? id = null;
            if (resource.GetResourceType() != Pulumi.Stack.TypeToken)
            {
                var inputs = await Serializer.SerializeAsync(args).ConfigureAwait(false);
                var import = (options as CustomResourceOptions)?.ImportId;
                var (given, returned) = await _mocks.NewResourceAsync(new MockResourceArgs
                {
                    Type = resource.GetResourceType(),
                    Name = resource.GetResourceName(),
                    Inputs = inputs,
                    Id = import,
                }).ConfigureAwait(false);
                id = given ?? import;
                state = ((IDictionary<string, object>)returned).ToImmutableDictionary();
            }
            foreach (var (name, source) in resource.Sources)
                source.Complete(name switch { "urn" => urn, "id" => id, _ => state.GetValueOrDefault(name) }, resource);
        }
        catch (Exception error)
        {
            foreach (var source in resource.Sources.Values) source.Fail(error);
            throw;
        }
    }
}

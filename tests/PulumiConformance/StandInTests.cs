using Platform.Infra.Catalog;

namespace Platform.PulumiConformance.Tests;

/// <summary>Everything that the stand-in declares is what the provider declares: type tokens, input names, requiredness, types and outputs.</summary>
public sealed class StandInTests
{
    private readonly Names _names = Names.Read();

    [Fact]
    public void StandIn_EveryResource_IsTheProvidersOwn()
    {
        var comparison = new Comparison(new Declarations(ProviderPackage.Fetch(_names)), _names);
        var resources = typeof(CustomResource).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CustomResource)) && type.Namespace!.StartsWith("Pulumi.Aws.", StringComparison.Ordinal)).ToList();
        Assert.True(resources.Count > 40, $"only {resources.Count} resources were found");
        foreach (var resource in resources) comparison.Resource(resource);
        // The one resource that infra declares itself.
        comparison.Token("athena", "Workgroup", WorkgroupArgs.Type);
        comparison.Arguments("athena", "Workgroup", typeof(WorkgroupArgs));
        Assert.True(comparison.Differences.Count == 0, string.Join('\n', comparison.Differences));
        Assert.Equal(_names.Unions.Inputs, comparison.Unions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_EveryRenamedProperty_IsUsedAndHasASource()
    {
        foreach (var renamed in _names.Properties)
        {
            Assert.StartsWith("pulumi-aws, ", renamed.Source, StringComparison.Ordinal);
            var args = typeof(CustomResource).Assembly.GetType($"Pulumi.Aws.{renamed.Type}");
            Assert.True(args is not null && Comparison.Members(args).Any(member => member.Property.Name == renamed.Property && member.Input.Name == renamed.Input), $"{renamed.Type}.{renamed.Property} is not {renamed.Input}");
        }
    }

    [Fact]
    public void Names_Versions_AreThoseThatInfraRestores()
    {
        var packages = File.ReadAllText(Path.Combine(Checkout.Root, "Directory.Packages.props"));
        Assert.Contains($"<PackageVersion Include=\"Pulumi\" Version=\"{_names.Core.Version}\" />", packages, StringComparison.Ordinal);
        Assert.Contains($"<PackageVersion Include=\"Pulumi.Aws\" Version=\"{_names.Version}\" />", packages, StringComparison.Ordinal);
    }
}

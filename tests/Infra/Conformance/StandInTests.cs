using System.Reflection;
using Platform.Infra.Catalog;
using Pulumi.Serialization;

namespace Platform.Infra.Tests.Conformance;

/// <summary>Everything that the stand-in declares is what the provider declares: type tokens, input names, requiredness, types and outputs.</summary>
public sealed class StandInTests
{
    private readonly Names names = Names.Read();
    private readonly List<string> differences = [];

    [Fact]
    public void StandIn_EveryResource_IsTheProvidersOwn()
    {
        var declarations = new Declarations(ProviderPackage.Fetch(names));
        var resources = typeof(Pulumi.CustomResource).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Pulumi.CustomResource)) && type.Namespace!.StartsWith("Pulumi.Aws.", StringComparison.Ordinal)).ToList();
        Assert.True(resources.Count > 40, $"only {resources.Count} resources were found");
        foreach (var resource in resources)
        {
            var module = Module(resource.Namespace!);
            var token = (string)resource.GetField("Token", BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue()!;
            if (declarations.Token(module, resource.Name) != token) differences.Add($"{resource}: token {token}, the provider's is {declarations.Token(module, resource.Name) ?? "none"}");
            else Resource(declarations, module, resource.Name, resource.Assembly.GetType($"{resource.FullName}Args")!);
            foreach (var output in resource.GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public))
            {
                var name = output.GetCustomAttribute<OutputAttribute>()!.Name!;
                if (!declarations.Outputs(module, resource.Name).Contains(name)) differences.Add($"{resource}: the provider has no output {name}");
                CheckName($"{resource.Namespace!["Pulumi.Aws.".Length..]}.{resource.Name}Args", name, output.Name);
            }
        }
        // The one resource that infra declares itself.
        Assert.Equal(WorkgroupArgs.Type, declarations.Token("athena", "Workgroup"));
        Resource(declarations, "athena", "Workgroup", typeof(WorkgroupArgs));
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Names_EveryRenamedProperty_IsUsedAndHasASource()
    {
        foreach (var renamed in names.Properties)
        {
            Assert.StartsWith("pulumi-aws, ", renamed.Source, StringComparison.Ordinal);
            var type = typeof(Pulumi.CustomResource).Assembly.GetType($"Pulumi.Aws.{renamed.Type}");
            Assert.True(type?.GetProperty(renamed.Property)?.GetCustomAttribute<InputAttribute>()?.Name == renamed.Input, $"{renamed.Type}.{renamed.Property} is not {renamed.Input}");
        }
    }

    [Fact]
    public void Names_Version_IsTheOneThatInfraRestores()
    {
        var packages = File.ReadAllText(Path.Combine(Checkout.Root, "Directory.Packages.props"));
        Assert.Contains($"<PackageVersion Include=\"Pulumi.Aws\" Version=\"{names.Version}\" />", packages, StringComparison.Ordinal);
    }

    private void Resource(Declarations declarations, string module, string resource, Type args) =>
        Inputs(declarations, args, declarations.Arguments(module, resource), new HashSet<Type>());

    private void Inputs(Declarations declarations, Type args, Dictionary<string, DeclaredInput> declared, HashSet<Type> seen)
    {
        if (!seen.Add(args)) return;
        foreach (var property in args.GetProperties().Where(property => property.IsDefined(typeof(InputAttribute))))
        {
            var input = property.GetCustomAttribute<InputAttribute>()!;
            if (!declared.TryGetValue(input.Name, out var theirs))
            {
                differences.Add($"{args}: the provider has no input {input.Name}");
                continue;
            }
            if (theirs.Required != input.IsRequired) differences.Add($"{args}.{property.Name}: required {input.IsRequired}, the provider's {theirs.Required}");
            CheckName(args.FullName!.Replace("Pulumi.Aws.", "", StringComparison.Ordinal), input.Name, property.Name);
            Type(declarations, $"{args}.{property.Name}", property.PropertyType, Declarations.Bare(theirs.Type), seen);
        }
        foreach (var missing in declared.Where(pair => pair.Value.Required && args.GetProperties().All(property => property.GetCustomAttribute<InputAttribute>()?.Name != pair.Key)))
            differences.Add($"{args}: the provider requires {missing.Key}");
    }

    private void Type(Declarations declarations, string where, Type ours, string theirs, HashSet<Type> seen)
    {
        var element = ours.IsGenericType ? ours.GetGenericArguments()[0] : ours;
        var kind = ours.IsGenericType ? ours.Name[..ours.Name.IndexOf('`', StringComparison.Ordinal)] : "";
        if (kind == "InputList")
        {
            if (theirs.EndsWith("[]", StringComparison.Ordinal)) Type(declarations, where, element, Declarations.Bare(theirs[..^2]), seen);
            else differences.Add($"{where}: a list, the provider's is {theirs}");
        }
        else if (kind == "InputMap")
        {
            if (theirs is ['M', 'a', 'p', '<', .., '>']) Type(declarations, where, element, Declarations.Bare(theirs[4..^1]), seen);
            else differences.Add($"{where}: a map, the provider's is {theirs}");
        }
        else if (element.IsSubclassOf(typeof(Pulumi.ResourceArgs)))
        {
            if (theirs.Split('.') is ["inputs", var module, var name] && $"{name}Args" == element.Name) Inputs(declarations, element, declarations.Nested(module, name), seen);
            else differences.Add($"{where}: {element.Name}, the provider's is {theirs}");
        }
        else
        {
            var expected = element == typeof(string) ? "string" : element == typeof(bool) ? "boolean" : "number";
            if (!theirs.Split(" | ").Contains(expected)) differences.Add($"{where}: {expected}, the provider's is {theirs}");
        }
    }

    private void CheckName(string type, string input, string property)
    {
        var plain = char.ToUpperInvariant(input[0]) + input[1..];
        var expected = names.Properties.FirstOrDefault(renamed => renamed.Type == type && renamed.Input == input)?.Property ?? plain;
        if (property != expected) differences.Add($"{type}: input {input} is called {property}, expected {expected}; a name of its own belongs in names.json with its source");
    }

    /// <summary>The provider's module of a C# namespace.</summary>
    private string Module(string space)
    {
        var last = space["Pulumi.Aws.".Length..];
        var named = names.Namespaces.FirstOrDefault(pair => pair.Value == last).Key;
        return named ?? last.ToLowerInvariant();
    }
}

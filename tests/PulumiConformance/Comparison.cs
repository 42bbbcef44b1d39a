using System.Reflection;

namespace Platform.PulumiConformance.Tests;

/// <summary>Holds C# declarations of resources against the provider's own; every difference is a sentence.</summary>
internal sealed class Comparison(Declarations provider, Names names)
{
    private readonly List<string> _differences = [];

    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Strings of ours for which the provider also takes an enumeration or an object: unions in C#.</summary>
    public List<string> Unions { get; } = [];

    /// <summary>A resource of the stand-in with its arguments: token, inputs, outputs.</summary>
    public void Resource(Type resource)
    {
        var module = Module(resource.Namespace!);
        var token = (string)resource.GetField("Token", BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue()!;
        if (!Token(module, resource.Name, token)) return;
        Arguments(module, resource.Name, resource.Assembly.GetType($"{resource.FullName}Args")!);
        Outputs(module, resource);
    }

    /// <summary>False where the provider has no such resource under this token.</summary>
    public bool Token(string module, string resource, string token)
    {
        var theirs = provider.Token(module, resource);
        if (theirs != token) _differences.Add($"{module}.{resource}: token {token}, the provider's is {theirs ?? "none"}");
        return theirs == token;
    }

    public void Arguments(string module, string resource, Type args) => Inputs(args, provider.Arguments(module, resource), []);

    public void Outputs(string module, Type resource)
    {
        var theirs = provider.Outputs(module, resource.Name);
        foreach (var output in resource.GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public))
        {
            var name = output.GetCustomAttribute<OutputAttribute>()!.Name!;
            if (!theirs.Contains(name)) _differences.Add($"{Called(resource)}: the provider has no output {name}");
            Name($"{Called(resource)}Args", name, output.Name);
        }
    }

    private void Inputs(Type args, Dictionary<string, DeclaredInput> declared, HashSet<Type> seen)
    {
        if (!seen.Add(args)) return;
        var ours = Members(args).ToList();
        foreach (var (input, property) in ours)
        {
            if (!declared.TryGetValue(input.Name, out var theirs))
            {
                _differences.Add($"{Called(args)}: the provider has no input {input.Name}");
                continue;
            }
            if (theirs.Required != input.IsRequired) _differences.Add($"{Called(args)}.{property.Name}: required {input.IsRequired}, the provider's {theirs.Required}");
            Name(Called(args), input.Name, property.Name);
            var theirType = Declarations.Bare(theirs.Type);
            if (theirType.Contains(" | enums.", StringComparison.Ordinal) || theirType.Contains("string | inputs.", StringComparison.Ordinal)) Unions.Add($"{Called(args)}.{input.Name}");
            Kind($"{Called(args)}.{property.Name}", property.PropertyType, theirType, seen);
        }
        foreach (var missing in declared.Where(pair => pair.Value.Required && ours.All(each => each.Input.Name != pair.Key)))
            _differences.Add($"{Called(args)}: the provider requires {missing.Key}");
    }

    private void Kind(string where, Type ours, string theirs, HashSet<Type> seen)
    {
        var element = ours.IsGenericType ? ours.GetGenericArguments()[0] : ours;
        var kind = ours.IsGenericType ? ours.Name[..ours.Name.IndexOf('`', StringComparison.Ordinal)] : "";
        if (kind == "InputList")
        {
            if (theirs.EndsWith("[]", StringComparison.Ordinal)) Kind(where, element, Declarations.Bare(theirs[..^2]), seen);
            else _differences.Add($"{where}: a list, the provider's is {theirs}");
        }
        else if (kind == "InputMap")
        {
            if (theirs is ['M', 'a', 'p', '<', .., '>']) Kind(where, element, Declarations.Bare(theirs[4..^1]), seen);
            else _differences.Add($"{where}: a map, the provider's is {theirs}");
        }
        else if (element.IsSubclassOf(typeof(Pulumi.ResourceArgs)))
        {
            if (theirs.Split('.') is ["inputs", var module, var name] && $"{name}Args" == element.Name) Inputs(element, provider.Nested(module, name), seen);
            else _differences.Add($"{where}: {element.Name}, the provider's is {theirs}");
        }
        else
        {
            var expected = element == typeof(string) ? "string" : element == typeof(bool) ? "boolean" : "number";
            if (!theirs.Split(" | ").Contains(expected)) _differences.Add($"{where}: {expected}, the provider's is {theirs}");
        }
    }

    private void Name(string type, string input, string property)
    {
        var plain = char.ToUpperInvariant(input[0]) + input[1..];
        var expected = names.Properties.FirstOrDefault(renamed => renamed.Type == type && renamed.Input == input)?.Property ?? plain;
        if (property != expected) _differences.Add($"{type}: input {input} is called {property}, expected {expected}; a name of its own belongs in names.json with its source");
    }

    /// <summary>Inputs with the property that sets each. Lists and maps carry the attribute on the field behind it, as generated code does.</summary>
    public static IEnumerable<(InputAttribute Input, PropertyInfo Property)> Members(Type args)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var member in args.GetFields(all).Cast<MemberInfo>().Concat(args.GetProperties(all)))
        {
            if (member.GetCustomAttribute<InputAttribute>() is not { } input) continue;
            yield return (input, member as PropertyInfo ?? args.GetProperties().Single(property => $"_{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}" == member.Name));
        }
    }

    private static string Called(Type type) => type.FullName!.Replace("Pulumi.Aws.", "", StringComparison.Ordinal);

    /// <summary>The provider's module of a C# namespace.</summary>
    private string Module(string space)
    {
        var last = space["Pulumi.Aws.".Length..];
        return names.Namespaces.FirstOrDefault(pair => pair.Value == last).Key ?? last.ToLowerInvariant();
    }
}

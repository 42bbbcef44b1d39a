using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Registry.Connections;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>A database's URL, or the secret that holds it: <c>{ secret: ARN }</c> is <c>secretsmanager:ARN</c>. No message repeats it: it may hold a password.</summary>
internal sealed class UrlShape(string expected, Regex pattern) : Shape<string>
{
    private static readonly MappingShape<string> Reference = new("a secret", () => "",
    [
        new Key<string, string>("secret", "The ARN of a Secrets Manager secret.", new TextShape("the ARN of a secret", 2048) { Pattern = Patterns.SecretArn, Secret = true }, (_, arn) => arn, arn => arn) { Required = true },
    ]);

    private readonly TextShape _text = new(expected, 4096) { Pattern = pattern, Secret = true };

    public override string Expected => expected;

    public override bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is YamlScalar) return _text.TryRead(node, path, reading, out value);
        if (node is YamlMapping mapping && mapping.Find("secure") is not null)
        {
            reading.Report(node.At, $"expected {expected}, found a value that Pulumi encrypted", "jobs and the command line cannot decrypt it: keep the URL in Secrets Manager and name its ARN");
            return false;
        }
        if (!Reference.TryRead(node, path, reading, out var arn)) return false;
        value = SecretReference.Scheme + arn;
        return true;
    }

    public override JsonObject Schema(string path, FeatureList unsupported) =>
        new() { ["oneOf"] = new JsonArray(_text.Schema(path, unsupported), Reference.Schema(path, unsupported)) };

    public override string Write(string value) =>
        value.StartsWith(SecretReference.Scheme, StringComparison.Ordinal) ? Reference.Write(value[SecretReference.Scheme.Length..]) : _text.Write(value);
}

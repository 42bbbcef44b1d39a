using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Platform.Registry.Entries;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

internal sealed class TableNameShape : ScalarShape<TableName>
{
    public override string Expected => "schema.table";

    public override JsonObject Schema(string path, FeatureList unsupported) =>
        new() { ["type"] = "string", ["pattern"] = "^([^.\"]+|\"([^\"]|\"\")+\")[.]([^.\"]+|\"([^\"]|\"\")+\")$" };

    public override string Write(TableName value) => YamlQuoting.Quote(value.ToString());

    protected override bool TryParse(YamlScalar scalar, [MaybeNullWhen(false)] out TableName value) => TableName.TryParse(scalar.Text, out value);

    protected override string? Hint(YamlScalar wrong) => wrong.Text.Length > 0 && !wrong.Text.Contains('.', StringComparison.Ordinal)
        ? $"public.{Shown.Text(wrong.Text)}, for a table of schema public"
        : "a name with a dot or a double quote in it is written in double quotes, inner ones doubled";
}

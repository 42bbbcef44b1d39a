using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Registry.Grammar;

/// <summary>The grammar as JSON Schema (draft 2020-12), for completion in editors.</summary>
public static class JsonSchema
{
    /// <summary>The text of <c>stacks/registry/table.schema.json</c>.</summary>
    public static string Table() => Text("A table of the registry", TableGrammar.Shape.Schema("", NotYetSupported.Table));

    /// <summary>The text of <c>stacks/registry/source.schema.json</c>.</summary>
    public static string Source() => Text("A source of the registry", SourceGrammar.Shape.Schema("", NotYetSupported.Source));

    private static string Text(string title, JsonObject schema)
    {
        var document = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title };
        foreach (var member in schema.ToList())
        {
            schema.Remove(member.Key);
            document[member.Key] = member.Value;
        }
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            document.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}

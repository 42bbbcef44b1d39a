using System.Text.Json.Nodes;
using Platform.Registry.Types;

namespace Platform.Infra.Plan;

/// <summary>Columns whose type in Athena is less than it was in the source.</summary>
public static class AthenaWarnings
{
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal) { "text", "character varying", "character", "bpchar", "name", "citext", "json", "jsonb", "xml", "uuid" };

    public static IReadOnlyList<string> Of(JsonArray columns) => [.. columns.Select(column => Of(column!.AsObject())).OfType<string>()];

    private static string? Of(JsonObject column)
    {
        var name = (string)column["name"]!;
        var type = (string)column["type"]!;
        if (column["mask"] is not null || column["fields"] is not null) return null;
        if (!PostgresTypeName.TryParse(type, out var parsed)) return null;
        return TypeTable.Find(type, (string?)column["as"]) switch
        {
            { Resolved: true, Type: LakeType.Uuid } => $"{name}: uuid is 16 bytes in Athena; leave as out for text",
            { Resolved: true, Type: LakeType.Text } when parsed.Name == "numeric" && column["as"] is null => $"{name}: numeric without precision is a string in Athena; as: decimal(p,s) makes it a number",
            { Resolved: true, Type: LakeType.Text } when parsed.Name.StartsWith("time ", StringComparison.Ordinal) || parsed.Name is "interval" => $"{name}: {parsed.Name} is a string in Athena, which has no such type",
            { Resolved: true, Type: LakeType.Text } when parsed.Schema is not null && !Texts.Contains(parsed.Name) => $"{name}: {type} is PostgreSQL's text form in Athena",
            _ => null,
        };
    }
}

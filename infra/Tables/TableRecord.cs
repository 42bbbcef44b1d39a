using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Infra.Tables;

/// <summary>
/// What the stack knows of a table, as a parameter that people and programs can read without the registry. It stands for the table's life cycle:
/// protected until the table is retired, so that a file that was deleted instead stops the deployment before anything is removed.
/// </summary>
public sealed record TableRecord(string State, int Version, string Database, string Table, string Entry)
{
    public static Aws.Ssm.Parameter Declare(CloudSettings settings, Entry entry, EntryReference reference, Resource parent) => new($"{entry.FullName} (retire before deleting its file)", new Aws.Ssm.ParameterArgs
    {
        Name = $"/{CloudName.Prefix(settings.Stack)}/tables/{entry.Source}/{ParameterName(settings, entry)}",
        Type = "String",
        Description = $"Table {Ascii(entry.FullName)} of the lake",
        Value = JsonSerializer.Serialize(
            new TableRecord(entry.State.ToString().ToLowerInvariant(), entry.Version, CatalogNames.Database(settings.Stack, entry.Source), CatalogNames.Table(entry.Table, entry.Version), reference.ToString()),
            TableRecordJson.Default.TableRecord),
        Tags = CloudTags.OfTable(settings, entry),
    }, new CustomResourceOptions { Parent = parent, Protect = entry.State == EntryState.Retired ? false : true });

    /// <summary>Parameter names take ASCII letters, digits and <c>. - _</c>.</summary>
    private static string ParameterName(CloudSettings settings, Entry entry) =>
        entry.Table.ToString() is var plain && plain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && plain.Length <= 200
            ? plain
            : CloudName.Of(settings.Stack, entry.Source, entry.Table);

    private static string Ascii(string text) => new([.. text.Select(c => c is >= ' ' and <= '~' ? c : '?')]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TableRecord))]
internal sealed partial class TableRecordJson : JsonSerializerContext;

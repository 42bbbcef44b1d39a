using System.Globalization;
using System.Text.Json.Nodes;

namespace Platform.Fakes.Glue;

/// <summary>A table, its version and its partitions.</summary>
internal sealed class FakeTable(string database, JsonObject input)
{
    private JsonObject _input = input;
    private int _version;

    public SortedDictionary<string, JsonObject> Partitions { get; } = new(StringComparer.Ordinal);

    public int Archived { get; set; }

    public string VersionId => _version.ToString(CultureInfo.InvariantCulture);

    public int KeyCount => _input["PartitionKeys"]?.AsArray().Count ?? 0;

    /// <summary>An update takes the whole definition: what it leaves out is gone.</summary>
    public void Replace(JsonObject next)
    {
        _input = next;
        _version++;
    }

    public JsonObject Described()
    {
        var table = (JsonObject)_input.DeepClone();
        table["DatabaseName"] = database;
        table["VersionId"] = VersionId;
        table["CreateTime"] = 1_772_359_200.0;
        return table;
    }

    public JsonObject Own(JsonObject partition)
    {
        partition["DatabaseName"] = database;
        partition["TableName"] = _input["Name"]!.GetValue<string>();
        return partition;
    }
}

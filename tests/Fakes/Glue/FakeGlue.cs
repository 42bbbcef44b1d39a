using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Fakes.Http;
using Platform.Fakes.Services;

namespace Platform.Fakes.Glue;

/// <summary>A Glue catalog in memory: databases, tables with versions, partitions, and Glue's own refusals.</summary>
public sealed class FakeGlue : FakeJsonService
{
    private readonly Dictionary<string, Dictionary<string, FakeTable>> _databases = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private FakeGlue() : base("glue", "AWSGlue")
    {
    }

    public static async Task<FakeGlue> StartAsync(params string[] databases)
    {
        var fake = new FakeGlue();
        foreach (var database in databases) fake._databases[database] = new(StringComparer.Ordinal);
        await fake.ServeAsync();
        return fake;
    }

    /// <summary>Makes or replaces a table of snapshots, as a deployment does; its partitions stay.</summary>
    public void Deploy(string database, string name, string? description, string format, params (string Name, string Type)[] columns)
    {
        var input = new JsonObject
        {
            ["Name"] = name,
            ["TableType"] = "EXTERNAL_TABLE",
            ["Parameters"] = new JsonObject { ["classification"] = format, ["EXTERNAL"] = "TRUE" },
            ["PartitionKeys"] = new JsonArray(new JsonObject { ["Name"] = "snapshot_date", ["Type"] = "string" }, new JsonObject { ["Name"] = "snapshot_hour", ["Type"] = "string" }),
            ["StorageDescriptor"] = new JsonObject
            {
                ["Location"] = $"s3://lake/{name}/",
                ["InputFormat"] = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                ["OutputFormat"] = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                ["SerdeInfo"] = new JsonObject { ["Name"] = format, ["SerializationLibrary"] = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", ["Parameters"] = new JsonObject { ["serialization.format"] = "1" } },
                ["Columns"] = new JsonArray([.. columns.Select(c => new JsonObject { ["Name"] = c.Name, ["Type"] = c.Type })]),
            },
        };
        if (description is not null) input["Description"] = description;
        lock (_gate)
        {
            var tables = _databases[database];
            if (tables.TryGetValue(name, out var there)) there.Replace(input);
            else tables[name] = new FakeTable(database, input);
        }
    }

    /// <summary>Takes a table away.</summary>
    public void Drop(string database, string name)
    {
        lock (_gate) _databases[database].Remove(name);
    }

    /// <summary>A table as it stands, with <c>VersionId</c>; null where there is none.</summary>
    public JsonObject? Table(string database, string name)
    {
        lock (_gate) return _databases.GetValueOrDefault(database)?.GetValueOrDefault(name)?.Described();
    }

    /// <summary>The partitions of a table, by their values joined with a slash.</summary>
    public IReadOnlyDictionary<string, JsonObject> Partitions(string database, string name)
    {
        lock (_gate) return _databases[database][name].Partitions.ToDictionary(p => p.Key, p => (JsonObject)p.Value.DeepClone(), StringComparer.Ordinal);
    }

    /// <summary>Versions of a table that were kept by updates without SkipArchive.</summary>
    public int Archived(string database, string name)
    {
        lock (_gate) return _databases[database][name].Archived;
    }

    protected override JsonObject Run(string operation, JsonElement request)
    {
        lock (_gate)
        {
            return operation switch
            {
                "GetTable" => new JsonObject { ["Table"] = Find(request, "Name").Described() },
                "CreateTable" => CreateTable(request),
                "UpdateTable" => UpdateTable(request),
                "GetPartition" => new JsonObject { ["Partition"] = Partition(Find(request, "TableName"), request.GetProperty("PartitionValues")) },
                "GetPartitions" => GetPartitions(request),
                "CreatePartition" => CreatePartition(request),
                "UpdatePartition" => UpdatePartition(request),
                "BatchUpdatePartition" => UpdatePartitions(request),
                "BatchDeletePartition" => DeletePartitions(request),
                _ => throw new FakeError(400, "UnknownOperationException", $"{operation} is not implemented"),
            };
        }
    }

    private JsonObject CreateTable(JsonElement request)
    {
        var input = Input(request, "TableInput");
        var tables = Tables(request);
        var name = input["Name"]!.GetValue<string>();
        if (tables.ContainsKey(name)) throw new FakeError(400, "AlreadyExistsException", "Table already exists.");
        tables[name] = new FakeTable(request.GetProperty("DatabaseName").GetString()!, input);
        return [];
    }

    private JsonObject UpdateTable(JsonElement request)
    {
        var input = Input(request, "TableInput");
        if (!Tables(request).TryGetValue(input["Name"]!.GetValue<string>(), out var table)) throw NotFound("Table");
        if (request.TryGetProperty("VersionId", out var version) && version.GetString() != table.VersionId) throw new FakeError(400, "ConcurrentModificationException", "Update table failed due to concurrent modifications.");
        if (!(request.TryGetProperty("SkipArchive", out var skip) && skip.GetBoolean())) table.Archived++;
        table.Replace(input);
        return [];
    }

    private JsonObject GetPartitions(JsonElement request)
    {
        var all = Find(request, "TableName").Partitions;
        var limit = request.TryGetProperty("MaxResults", out var max) ? max.GetInt32() : 100;
        var from = request.TryGetProperty("NextToken", out var token) ? int.Parse(token.GetString()!, CultureInfo.InvariantCulture) : 0;
        var answer = new JsonObject { ["Partitions"] = new JsonArray([.. all.Values.Skip(from).Take(limit).Select(p => p.DeepClone())]) };
        if (from + limit < all.Count) answer["NextToken"] = (from + limit).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    private JsonObject CreatePartition(JsonElement request)
    {
        var table = Find(request, "TableName");
        var input = Input(request, "PartitionInput");
        var key = Key(table, request.GetProperty("PartitionInput").GetProperty("Values"));
        if (!table.Partitions.TryAdd(key, table.Own(input))) throw new FakeError(400, "AlreadyExistsException", "Partition already exists.");
        return [];
    }

    private JsonObject UpdatePartition(JsonElement request)
    {
        var table = Find(request, "TableName");
        var key = Key(table, request.GetProperty("PartitionValueList"));
        if (!table.Partitions.ContainsKey(key)) throw NotFound("Partition");
        table.Partitions[key] = table.Own(Input(request, "PartitionInput"));
        return [];
    }

    private JsonObject UpdatePartitions(JsonElement request)
    {
        var table = Find(request, "TableName");
        var errors = new JsonArray();
        foreach (var entry in request.GetProperty("Entries").EnumerateArray())
        {
            var values = entry.GetProperty("PartitionValueList");
            var key = Key(table, values);
            if (table.Partitions.ContainsKey(key)) table.Partitions[key] = table.Own(Input(entry, "PartitionInput"));
            else errors.Add(new JsonObject { ["PartitionValueList"] = JsonNode.Parse(values.GetRawText()), ["ErrorDetail"] = new JsonObject { ["ErrorCode"] = "EntityNotFoundException", ["ErrorMessage"] = "Partition not found." } });
        }
        return new JsonObject { ["Errors"] = errors };
    }

    private JsonObject DeletePartitions(JsonElement request)
    {
        var table = Find(request, "TableName");
        var errors = new JsonArray();
        foreach (var entry in request.GetProperty("PartitionsToDelete").EnumerateArray())
        {
            var values = entry.GetProperty("Values");
            if (table.Partitions.Remove(Key(table, values))) continue;
            errors.Add(new JsonObject { ["PartitionValues"] = JsonNode.Parse(values.GetRawText()), ["ErrorDetail"] = new JsonObject { ["ErrorCode"] = "EntityNotFoundException", ["ErrorMessage"] = "Partition not found." } });
        }
        return new JsonObject { ["Errors"] = errors };
    }

    private Dictionary<string, FakeTable> Tables(JsonElement request) =>
        _databases.TryGetValue(request.GetProperty("DatabaseName").GetString()!, out var tables) ? tables : throw NotFound("Database");

    private FakeTable Find(JsonElement request, string member) => Tables(request).TryGetValue(request.GetProperty(member).GetString()!, out var table) ? table : throw NotFound("Table");

    private static JsonNode Partition(FakeTable table, JsonElement values) => table.Partitions.TryGetValue(Key(table, values), out var found) ? found.DeepClone() : throw NotFound("Partition");

    private static string Key(FakeTable table, JsonElement values)
    {
        if (values.GetArrayLength() != table.KeyCount) throw new FakeError(400, "InvalidInputException", "The number of partition keys do not match the number of partition values");
        return string.Join('/', values.EnumerateArray().Select(v => v.GetString()));
    }

    private static JsonObject Input(JsonElement request, string member) => JsonNode.Parse(request.GetProperty(member).GetRawText())!.AsObject();

    private static FakeError NotFound(string what) => new(400, "EntityNotFoundException", $"{what} not found.");
}

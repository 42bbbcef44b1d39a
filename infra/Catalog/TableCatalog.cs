using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Glue = Pulumi.Aws.Glue;

namespace Platform.Infra.Catalog;

/// <summary>
/// An output's place in the Glue catalog. Its partitions and its <c>_latest</c> belong to the job, so neither is a resource here, and the location
/// of this table is the fixed prefix of all attempts: no update planned here can move a pointer that a job set.
/// </summary>
public sealed class TableCatalog : ComponentResource
{
    public TableCatalog(string name, CloudSettings settings, Entry entry, Output<string> database, ComponentResourceOptions options)
        : base("platform:catalog:TableCatalog", name, options)
    {
        var format = StorageFormat.Of(entry);
        var tableName = CatalogNames.Table(entry);
        // One that is added again finds its catalog table and index where its earlier life left them.
        var existing = settings.Import.Contains(entry.FullName) ? $"{settings.Account}:{CatalogNames.Database(settings.Stack, entry.Source)}:{tableName}" : null;
        var table = new Glue.CatalogTable(LogicalName(entry), new Glue.CatalogTableArgs
        {
            Name = tableName,
            DatabaseName = database,
            Description = entry.Description ?? $"Snapshots of {entry.FullName}",
            Owner = entry.Owner is { } owner ? (Input<string>)owner : null,
            TableType = "EXTERNAL_TABLE",
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["EXTERNAL"] = "TRUE",
                ["classification"] = format.Classification,
                ["platform.source"] = entry.Source,
                ["platform.table"] = entry.Name,
                ["platform.version"] = $"{entry.Version}",
            },
            PartitionKeys = ObjectLayout.PartitionKeys.Select(key => new Glue.Inputs.CatalogTablePartitionKeyArgs { Name = key, Type = "string", Comment = "Snapshot time, UTC" }).ToArray(),
            StorageDescriptor = new Glue.Inputs.CatalogTableStorageDescriptorArgs
            {
                Location = $"{settings.LakeUri}/{ObjectLayout.TablePrefix(entry.Source, entry.Table, entry.OutputName)}",
                InputFormat = format.Input,
                OutputFormat = format.Output,
                SerDeInfo = new Glue.Inputs.CatalogTableStorageDescriptorSerDeInfoArgs { Name = format.Classification, SerializationLibrary = format.Library, Parameters = Parameters(format) },
                Columns = CatalogColumns.Of(entry).Select(Column).ToArray(),
            },
        }, new CustomResourceOptions
        {
            Parent = this,
            // The catalog outlives the registry's file, and an earlier version its successor.
            RetainOnDelete = true,
            ImportId = existing,
        });
        _ = new Glue.PartitionIndex(LogicalName(entry), new Glue.PartitionIndexArgs
        {
            DatabaseName = database,
            TableName = table.Name,
            PartitionIndexConfig = new Glue.Inputs.PartitionIndexPartitionIndexArgs { IndexName = Index, Keys = ObjectLayout.PartitionKeys.ToArray() },
        }, new CustomResourceOptions { Parent = this, RetainOnDelete = true, ImportId = existing is null ? null : $"{existing}:{Index}" });
        Name = table.Name;
        RegisterOutputs();
    }

    /// <summary>The partition index over date and hour.</summary>
    private const string Index = "snapshot";

    public Output<string> Name { get; }

    /// <summary>A new version is a new resource beside the old, never an update of it.</summary>
    public static string LogicalName(Entry entry) => entry.Version == 1 ? entry.FullName : $"{entry.FullName}/v{entry.Version}";

    private static Glue.Inputs.CatalogTableStorageDescriptorColumnArgs Column(CatalogColumn column) => new()
    {
        Name = column.Name,
        Type = column.Type,
        Comment = column.Comment!,
        Parameters = column.Pii ? new Dictionary<string, string>(StringComparer.Ordinal) { ["pii"] = "true" } : [],
    };

    private static Dictionary<string, string> Parameters(StorageFormat format) =>
        format.Parameters.Count > 0 ? new(format.Parameters, StringComparer.Ordinal) : new(StringComparer.Ordinal) { ["serialization.format"] = "1" };
}

using System.Globalization;
using Platform.Aws.Glue;
using Platform.Registry.Entries;

namespace Platform.Lake.Catalog.Glue;

/// <summary>Pointers as Glue keeps them: location and columns in a storage descriptor, everything else as parameters.</summary>
internal static class GluePointers
{
    /// <summary>The partition's values, in the order of its keys.</summary>
    public static IReadOnlyList<string> Values(SnapshotTime time) => [time.DatePartition, time.HourPartition];

    public static GluePartition ToPartition(Pointer pointer, GlueTable deployed) => new()
    {
        Values = Values(pointer.Parameters.SnapshotTime),
        StorageDescriptor = Storage(pointer, deployed),
        Parameters = Parameters(pointer),
    };

    /// <summary>Reads as the deployed table does, without partitions.</summary>
    public static GlueTableInput ToLatest(TableIdentifier latest, Pointer pointer, GlueTable deployed)
    {
        var parameters = Parameters(pointer);
        parameters["EXTERNAL"] = "TRUE";
        return new GlueTableInput
        {
            Name = latest.Name,
            Description = Shortened($"The newest snapshot of {deployed.Name}. {deployed.Description}"),
            Owner = deployed.Owner,
            TableType = "EXTERNAL_TABLE",
            PartitionKeys = [],
            StorageDescriptor = Storage(pointer, deployed),
            Parameters = parameters,
        };
    }

    /// <summary>Null where it was not written by a publication.</summary>
    public static Pointer? ToPointer(GlueStorage? storage, IReadOnlyDictionary<string, string>? parameters)
    {
        if (storage?.Location is not { } location || parameters is null || PointerParameters.FromDictionary(parameters) is not { } provenance) return null;
        return new Pointer { Location = ToUri(location), Columns = GlueTables.Columns(storage), Format = GlueTables.FormatOf(parameters), Parameters = provenance };
    }

    /// <summary>The deployed table's format and serialization, with the pointer's place and columns.</summary>
    private static GlueStorage Storage(Pointer pointer, GlueTable deployed) => (deployed.StorageDescriptor ?? new GlueStorage()) with
    {
        Location = ToText(pointer.Location),
        Columns = [.. pointer.Columns.Select(c => new GlueColumn(c.Name, c.Type, c.Comment))],
    };

    /// <summary>Provenance, and the counts by the names under which Athena and Trino look for them.</summary>
    private static SortedDictionary<string, string> Parameters(Pointer pointer)
    {
        var parameters = pointer.Parameters.ToDictionary();
        foreach (var (name, value) in GlueTables.FormatParameters(pointer.Format)) parameters[name] = value;
        parameters["numRows"] = pointer.Parameters.Rows.ToString(CultureInfo.InvariantCulture);
        parameters["totalSize"] = pointer.Parameters.Bytes.ToString(CultureInfo.InvariantCulture);
        return parameters;
    }

    /// <summary>Glue and Athena take a location as it is, nothing escaped.</summary>
    private static string ToText(Uri location) => Uri.UnescapeDataString(location.AbsoluteUri);

    private static Uri ToUri(string location) => new(location
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("?", "%3F", StringComparison.Ordinal)
        .Replace("#", "%23", StringComparison.Ordinal));

    /// <summary>Glue takes descriptions of at most 2,048 characters.</summary>
    private static string Shortened(string text) => text.Length <= 2_048 ? text : text[..2_048];
}

using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Lake.Catalog.Local;

/// <summary>Pointers to partitions of a document and back.</summary>
internal static class LocalPointers
{
    public static LocalPartition ToPartition(Pointer pointer, string schema, bool partitioned) => new(
        partitioned ? [pointer.Parameters.SnapshotTime.DatePartition, pointer.Parameters.SnapshotTime.HourPartition] : [],
        pointer.Location.AbsoluteUri,
        pointer.Format,
        schema,
        pointer.Parameters.ToDictionary());

    public static Pointer ToPointer(LocalTableDocument document, LocalPartition partition) => new()
    {
        Location = new Uri(partition.Location),
        Columns = document.Schemas.TryGetValue(partition.Schema, out var columns) ? columns : throw Damaged(document, "names columns it does not list"),
        Format = partition.Format,
        Parameters = ParametersOf(document, partition),
    };

    public static SnapshotTime TimeOf(LocalTableDocument document, LocalPartition partition) => ParametersOf(document, partition).SnapshotTime;

    public static PointerParameters ParametersOf(LocalTableDocument document, LocalPartition partition) =>
        PointerParameters.FromDictionary(partition.Parameters) ?? throw Damaged(document, "lacks platform.* parameters");

    public static PlatformException Damaged(LocalTableDocument document, string how) =>
        new(Stage.Publish, ExitCode.Configuration, $"catalog table {document.Database}.{document.Table}: a partition {how}",
            "the file was edited by hand; restore it, or remove the partition from it and publish the snapshot again with --force")
        { Kind = "catalog-damaged" };
}

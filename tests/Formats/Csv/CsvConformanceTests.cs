using Platform.Columns.Batches;
using Platform.Formats.Csv;
using Platform.Formats.Files;
using Platform.Formats.Tests.Conformance;
using Platform.Judges;
using Platform.Registry.Entries;

namespace Platform.Formats.Tests.Csv;

public sealed class CsvConformanceTests : FileFormatConformance
{
    protected override FileFormat Format => FileFormat.Csv;

    protected override bool Supports(Compression compression) => compression != Compression.Snappy;

    protected override IFileReader Open(Stream file, IReadOnlyList<Field> fields, Compression compression) => CsvReader.Open(file, fields, compression);

    protected override IEnumerable<(string Reader, JudgedFile Found)> Judge(string path, IReadOnlyList<Field> fields, Compression compression) =>
        [("DuckDB", JudgeRunner.ReadText("csv", RegistryNames.Of(compression), path, fields))];
}

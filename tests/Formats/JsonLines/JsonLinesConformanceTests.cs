using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.JsonLines;
using Platform.Formats.Tests.Conformance;
using Platform.Judges;
using Platform.Registry.Entries;

namespace Platform.Formats.Tests.JsonLines;

public sealed class JsonLinesConformanceTests : FileFormatConformance
{
    protected override FileFormat Format => FileFormat.JsonLines;

    protected override bool Supports(Compression compression) => compression != Compression.Snappy;

    protected override IFileReader Open(Stream file, IReadOnlyList<Field> fields, Compression compression) => JsonLinesReader.Open(file, fields, compression);

    protected override IEnumerable<(string Reader, JudgedFile Found)> Judge(string path, IReadOnlyList<Field> fields, Compression compression) =>
        [("DuckDB", JudgeRunner.ReadText("jsonl", RegistryNames.Of(compression), path, fields))];
}

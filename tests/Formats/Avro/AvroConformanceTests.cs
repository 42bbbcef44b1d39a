using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Files;
using Platform.Formats.Tests.Conformance;
using Platform.Judges;
using Platform.Registry.Entries;

namespace Platform.Formats.Tests.Avro;

public sealed class AvroConformanceTests : FileFormatConformance
{
    protected override FileFormat Format => FileFormat.Avro;

    protected override IFileReader Open(Stream file, IReadOnlyList<Field> fields, Compression compression) => AvroReader.Open(file);

    protected override IEnumerable<(string Reader, JudgedFile Found)> Judge(string path, IReadOnlyList<Field> fields, Compression compression) =>
        [("avsc", JudgeRunner.Read(Judges.Judge.Avsc, path))];
}

using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Formats.Tests.Conformance;
using Platform.Judges;
using Platform.Registry.Entries;

namespace Platform.Formats.Tests.Parquet;

public sealed class ParquetConformanceTests : FileFormatConformance
{
    protected override FileFormat Format => FileFormat.Parquet;

    protected override IFileReader Open(Stream file, IReadOnlyList<Field> fields, Compression compression) => ParquetReader.Open(file);

    protected override IEnumerable<(string Reader, JudgedFile Found)> Judge(string path, IReadOnlyList<Field> fields, Compression compression) =>
        [("DuckDB", JudgeRunner.Read(Judges.Judge.DuckDb, path)), ("hyparquet", JudgeRunner.Read(Judges.Judge.Hyparquet, path))];
}

using Platform.Columns.Batches;
using Platform.Columns.Dictionaries;
using Platform.Columns.Proof;
using Platform.Formats.Files;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Wire;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>The engine alone, without ledger, lake and catalog: wire, decoding, dictionaries, proof, Parquet; up to the stage asked for.</summary>
internal static class Pipeline
{
    public static readonly string[] Stages = ["read", "dictionaries", "proof", "write", "readback"];

    /// <summary>The files that the last stages write, one a stream.</summary>
    public const string Files = "part-*.parquet";

    private const int RowGroupBytes = 64 << 20;

    /// <returns>Rows read and bytes written.</returns>
    public static (long Rows, long Bytes) Run(string url, IReadOnlyList<string> statements, string stage, string directory)
    {
        var depth = Array.IndexOf(Stages, stage);
        long rows = 0, bytes = 0;
        var threads = statements.Select((sql, number) => new Thread(() =>
        {
            var result = ReadStream(ConnectionUrl.Parse(url), sql, depth, Path.Combine(directory, $"part-{number}.parquet"));
            Interlocked.Add(ref rows, result.Rows);
            Interlocked.Add(ref bytes, result.Bytes);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return (rows, bytes);
    }

    private static (long Rows, long Bytes) ReadStream(ConnectionUrl url, string sql, int depth, string path)
    {
        using var connection = WireConnection.Open(url);
        var copy = connection.CopyOut(sql, LineitemTable.Reads, new CopyOptions());
        var batch = new ColumnBatch(Lineitem.Fields);
        var dictionaries = new DictionaryBuilder();
        var seed = new ProofSeed(0x0123456789abcdef);
        var proof = new ProofAccumulator(Lineitem.Fields, seed);
        var written = new ProofAccumulator(Lineitem.Fields, seed);
        using var file = depth >= 3 ? File.Create(path) : Stream.Null;
        using var writer = FileWriters.Create(
            FileFormat.Parquet, file, Lineitem.Fields, WriterOptions.Default, [], depth >= 4 ? written.Add : null);
        while (copy.ReadBatch(batch, Lineitem.Rows, RowGroupBytes))
        {
            if (depth >= 1) dictionaries.Build(batch);
            if (depth >= 2) proof.Add(batch);
            if (depth >= 3) writer.Write(batch);
        }

        if (depth < 3) return (copy.Rows, 0);
        var summary = writer.Complete();
        if (depth >= 4 && !written.Proof.Equals(proof.Proof)) throw new InvalidDataException(string.Join("; ", proof.Proof.Differences(written.Proof)));
        return (copy.Rows, summary.Bytes);
    }
}

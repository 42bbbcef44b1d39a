using System.Globalization;
using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Formats.Tests.Conformance;
using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet;

/// <summary>
/// A damaged file gives an error or the very rows that were written: never a crash, a wrong value or more memory than allowed. With
/// checksums verified the rows are compared; without them damage gets as deep as it can.
/// </summary>
public sealed class FuzzTests
{
    // More than 100,000 in both tests together, in a few seconds.
    private const int Cases = 60_000;

    // A damaged length must not become memory: what a case may allocate in all, batches and exception included.
    private const long MaxAllocated = 16 << 20;

    private static readonly ReaderOptions Limits = new() { MaxFooterBytes = 1 << 20, MaxPageBytes = 1 << 20, MaxPageValues = 1 << 16 };

    // PLATFORM_FUZZ_SEED repeats a run; without it every run is the same one.
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("PLATFORM_FUZZ_SEED") ?? "20261121", CultureInfo.InvariantCulture);

    [Fact]
    public void DamagedFile_WithChecksums_GivesAnErrorOrTheVeryRows() => Run(Limits, Seed, (file, reader) =>
    {
        Assert.Equal(file.Fields, reader.Fields);
        Assert.Equal(file.Metadata, reader.Metadata);
        Assert.Equal(file.Hash, Hash(reader));
    });

    [Fact]
    public void DamagedFile_WithoutChecksums_GivesAnErrorOrRows() =>
        Run(Limits with { VerifyChecksums = false }, Seed + 1, (_, reader) => Hash(reader));

    [Fact]
    public void DamagedFile_WithDictionariesKept_GivesAnErrorOrRows() =>
        Run(Limits with { VerifyChecksums = false, KeepDictionaries = true, BatchRows = 10 }, Seed + 2, (_, reader) => Hash(reader), Cases / 6);

    [Fact]
    public void DamagedFile_OfAnotherWriter_GivesAnErrorOrRows() => Run(Limits, Seed + 3, (_, reader) => Hash(reader), Cases / 3, Foreign().ToArray());

    private static void Run(ReaderOptions options, int seed, Action<Sample, ParquetReader> read, int cases = Cases, Sample[]? samples = null)
    {
        samples ??= [.. Corpus()];
        foreach (var sample in samples) Case(sample, sample.Bytes, options, read, "undamaged");
        var random = new Random(seed);
        for (var i = 0; i < cases; i++)
        {
            var sample = samples[random.Next(samples.Length)];
            Case(sample, Damage.Of(sample.Bytes, samples[random.Next(samples.Length)].Bytes, random), options, read, $"seed {seed}, case {i}");
        }
    }

    private static void Case(Sample sample, byte[] bytes, ReaderOptions options, Action<Sample, ParquetReader> read, string name)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var reader = ParquetReader.Open(bytes, options);
            read(sample, reader);
        }
        catch (PlatformException e) when (name != "undamaged")
        {
            Assert.Contains(e.Kind, new[] { "corrupt-file", "file-not-supported" });
            Assert.Equal(ExitCode.Data, e.ExitCode);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{sample.Name}, {name}: {e.GetType().Name}: {e.Message}", e);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(allocated < MaxAllocated, $"{sample.Name}, {name}: allocated {allocated} bytes");
    }

    /// <summary>All values in order, as one number.</summary>
    private static long Hash(ParquetReader reader)
    {
        var hash = new HashCode();
        var rows = 0L;
        foreach (var batch in reader.Read())
        {
            rows += batch.RowCount;
            hash.Add(RowHash.Of(batch));
        }

        Assert.Equal(reader.RowCount, rows);
        return hash.ToHashCode();
    }

    /// <summary>Version 2 pages and delta encodings, which have no checksums.</summary>
    private static IEnumerable<Sample> Foreign()
    {
        var folder = Directory.CreateTempSubdirectory("platform-fuzz-").FullName;
        var ours = Path.Combine(folder, "ours.parquet");
        Field[] fields = [new("n", new LakeType.BigInt()), new("t", new LakeType.Text()), new("d", new LakeType.Decimal(20, 3)), new("b", new LakeType.Boolean()), new("l", new LakeType.List(new LakeType.Text()))];
        File.WriteAllBytes(ours, Files.Write(WriterOptions.Default, Filling.Batch(fields, Enumerable.Range(0, 90).Select(i => new object?[]
            { i % 5 == 0 ? null : (long)(i * i), i % 7 == 0 ? null : $"text {i % 9}", (Int128)i * 1_000_000_007, i % 3 == 0 ? null : i % 2 == 0, Enumerable.Range(0, i % 4).Select(j => (object?)$"{j}").ToArray() }))));
        foreach (var (codec, text) in new[] { ("uncompressed", "DELTA_BYTE_ARRAY"), ("zstd", "DELTA_LENGTH_BYTE_ARRAY") })
        {
            var path = Path.Combine(folder, $"{codec}.parquet");
            JudgeRunner.Script("rewrite-parquet.mjs", "arrow", ours, path, codec, "2", $"{text}:t", "DELTA_BINARY_PACKED:n", "DELTA_BYTE_ARRAY:d");
            var bytes = File.ReadAllBytes(path);
            using var reader = ParquetReader.Open(bytes);
            yield return new Sample(codec, bytes, reader.Fields, reader.Metadata, Hash(reader));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<Sample> Corpus()
    {
        Field[] flat = [new("n", new LakeType.BigInt()), new("t", new LakeType.Text()), new("d", new LakeType.Decimal(20, 3), false), new("b", new LakeType.Boolean())];
        Field[] lists = [new("l", new LakeType.List(new LakeType.Text())), new("m", new LakeType.List(new LakeType.BigInt()), false)];
        var flatBatch = Filling.Batch(flat, Enumerable.Range(0, 90).Select(i => new object?[]
            { i % 5 == 0 ? null : (long)(i * i), i % 7 == 0 ? null : $"text {i % 9}", (Int128)i * 1_000_000_007 * (i - 40), i % 3 == 0 ? null : i % 2 == 0 }));
        var listBatch = Filling.Batch(lists, Enumerable.Range(0, 80).Select(i => new object?[]
            { i % 5 == 0 ? null : Enumerable.Range(0, i % 4).Select(j => j == 2 ? null : (object?)$"{i % 8}{j}").ToArray(), Enumerable.Range(0, i % 3).Select(j => (object?)(long)j).ToArray() }));
        var nestedBatch = NestedSamples.Batch(new Random(80), 80, 0.2);
        foreach (var compression in Enum.GetValues<Compression>())
        {
            foreach (var batch in new[] { flatBatch, listBatch, nestedBatch })
            {
                var bytes = Files.Write(new WriterOptions { Compression = compression, PageRows = 64 }, batch, batch);
                using var reader = ParquetReader.Open(bytes);
                yield return new Sample($"{compression} {batch.Fields[0].Name}", bytes, reader.Fields, reader.Metadata, Hash(reader));
            }
        }
    }

    private sealed record Sample(string Name, byte[] Bytes, IReadOnlyList<Field> Fields, IReadOnlyList<KeyValuePair<string, string>> Metadata, long Hash);
}

using System.Globalization;
using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Files;
using Platform.Formats.Tests.Conformance;
using Platform.Formats.Tests.Parquet;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Formats.Tests.Avro;

/// <summary>
/// A damaged file gives an error or rows: never a crash, a hang or more memory than allowed. Where blocks carry checksums the rows that come out
/// are those of blocks that were written. That a whole block is missing, or is there twice, an Avro file cannot tell: the manifest's size and checksum do.
/// </summary>
public sealed class AvroFuzzTests
{
    private const int Cases = 60_000;

    // A damaged length must not become memory: what a case may allocate in all, batches and exception included.
    private const long MaxAllocated = 16 << 20;

    private static readonly ReaderOptions Limits = new() { MaxFooterBytes = 1 << 20, MaxPageBytes = 1 << 20 };

    // PLATFORM_FUZZ_SEED repeats a run; without it every run is the same one.
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("PLATFORM_FUZZ_SEED") ?? "20261121", CultureInfo.InvariantCulture);

    [Fact]
    public void DamagedBlocks_WithChecksums_GiveAnErrorOrRowsThatWereWritten() => Run(Seed, [Compression.Zstd, Compression.Snappy], (sample, random) =>
        // The header has no checksum: what is damaged there may be another schema. Blocks must not let a wrong row through.
        [.. sample.Bytes.AsSpan(0, sample.HeaderBytes), .. Damage.Of(sample.Bytes[sample.HeaderBytes..], sample.Bytes[..16], random)], compareRows: true);

    [Fact]
    public void DamagedFile_OfAnyCodec_GivesAnErrorOrRows() => Run(Seed + 1, Enum.GetValues<Compression>(), (sample, random) => Damage.Of(sample.Bytes, sample.Bytes, random), compareRows: false);

    private static void Run(int seed, Compression[] codecs, Func<Sample, Random, byte[]> damage, bool compareRows)
    {
        var samples = codecs.SelectMany(Corpus).ToArray();
        foreach (var sample in samples) Case(sample, sample.Bytes, compareRows, "undamaged");
        var random = new Random(seed);
        for (var i = 0; i < Cases; i++)
        {
            var sample = samples[random.Next(samples.Length)];
            Case(sample, damage(sample, random), compareRows, $"seed {seed}, case {i}");
        }
    }

    private static void Case(Sample sample, byte[] bytes, bool compareRows, string name)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var stream = new MemoryStream(bytes);
            using var reader = AvroReader.Open(stream, Limits);
            foreach (var batch in reader.Read())
            {
                var hash = RowHash.Of(batch);
                if (compareRows) Assert.True(sample.Batches.Contains(hash), $"{sample.Name}, {name}: other rows than were written");
            }
        }
        catch (PlatformException e) when (name != "undamaged")
        {
            Assert.Contains(e.Kind, new[] { "corrupt-file", "file-not-supported" });
            Assert.Equal(ExitCode.Data, e.ExitCode);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{sample.Name}, {name}: {e.GetType().Name}: {e.Message}", e);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(allocated < MaxAllocated, $"{sample.Name}, {name}: allocated {allocated} bytes");
    }

    private static IEnumerable<Sample> Corpus(Compression codec)
    {
        foreach (var (name, batch) in new[] { ("flat", Samples.Flat(40)), ("lists", Samples.Lists(20)), ("nested", Samples.Nested(40)) })
        {
            using var stream = new MemoryStream();
            using var writer = FileWriters.Create(FileFormat.Avro, stream, batch.Fields, new WriterOptions { Compression = codec, PageBytes = 2048 }, [new("source", "test")]);
            writer.Write(new ColumnBatch(batch.Fields));
            writer.Write(batch);
            writer.Complete();
            var bytes = stream.ToArray();
            stream.Position = 0;
            using var reader = AvroReader.Open(stream);
            yield return new Sample($"{codec} {name}", bytes, HeaderBytes(bytes), [.. reader.Read().Select(RowHash.Of)]);
        }
    }

    /// <summary>The sync marker ends the header and the file.</summary>
    private static int HeaderBytes(byte[] file) => file.AsSpan().IndexOf(file.AsSpan(file.Length - 16)) + 16;

    private sealed record Sample(string Name, byte[] Bytes, int HeaderBytes, IReadOnlyList<long> Batches);
}

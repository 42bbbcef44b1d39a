using System.Diagnostics;
using System.Globalization;
using Platform.Fakes.Glue;
using Platform.Fakes.S3;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>
/// The S3 and the Glue that a job writes to, in a process of their own, so that what they cost is told apart. On a line of standard input it tells what was asked of it since
/// the last one, and forgets that and all objects.
/// </summary>
internal static class CloudServer
{
    public const string Database = "benchmark_bench";

    public static async Task RunAsync()
    {
        await using var s3 = await FakeS3.StartAsync(new S3Rules { Versioned = false });
        await using var glue = await FakeGlue.StartAsync(Database);
        glue.Deploy(Database, "lineitem", null, "parquet", [.. Lineitem.Fields.Select(f => (f.Name, f.Type.CatalogType))]);
        Console.WriteLine($"{s3.Endpoint} {glue.Endpoint}");
        var before = TimeSpan.Zero;
        while (await Console.In.ReadLineAsync() is not null)
        {
            var now = Process.GetCurrentProcess().TotalProcessorTime;
            var counts = s3.Requests.Select(r => "S3." + r.Operation).Concat(glue.Requests.Select(r => "Glue." + r.Operation)).CountBy(name => name).OrderByDescending(c => c.Key, StringComparer.Ordinal);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(now - before).TotalSeconds:F2} {string.Join(' ', counts.Select(c => $"{c.Key}={c.Value}"))}"));
            s3.Requests.Clear();
            glue.Requests.Clear();
            foreach (var stored in s3.Bucket.Objects) s3.Bucket.Delete(stored.Key, null);
            before = now;
        }
    }
}

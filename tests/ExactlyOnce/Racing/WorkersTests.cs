using System.Collections.Concurrent;
using Platform.ExactlyOnce.Tests.Matrix;
using Platform.ExactlyOnce.Tests.Running;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Racing;

/// <summary>A registry of 1,000 tables run by 8 workers, of whose processes 5% are killed at a random step; 32 tables and a quarter in the short form.</summary>
public sealed class WorkersTests
{
    private const int Workers = 8;

    private static readonly int Tables = Form.Of(32, 1000);
    private static readonly double Killed = Form.Of(0.25, 0.05);

    [Fact]
    public async Task Run_AWholeRegistryWithRandomKills_PublishesEveryTableOnce()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        using var site = await Site.CreateAsync();
        await Registry.CreateTablesAsync(site, Tables);
        var entries = Enumerable.Range(0, Tables).Select(i => Site.Entry($"t{i}")).ToList();
        var queue = new ConcurrentQueue<Entry>(entries);
        var random = new Random(seed);

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            while (queue.TryDequeue(out var entry))
            {
                using var job = site.Start(entry, Fault(random));
                var run = await job.EndAsync();
                if (run.ExitCode == 0) continue;
                Assert.True(run.ExitCode == 137, $"seed {seed}: {run.Errors}");
                Totals.Fault();
                queue.Enqueue(entry);
            }
        }));

        await Registry.AssertEachOnceAsync(site, entries);
    }

    private static string Fault(Random random)
    {
        lock (random) return random.NextDouble() < Killed ? $"{StepCase.All[random.Next(StepCase.All.Count)].Step}=kill" : "";
    }
}

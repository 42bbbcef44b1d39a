using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;

namespace Platform.ExactlyOnce.Tests.Matrix;

/// <summary>A host whose clock is ten minutes off publishes nothing, and says why before it reads anything.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData("+10m")]
    [InlineData("-10m")]
    public async Task Clock_TenMinutesOff_PublishesNothingUntilItIsRight(string offset)
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        var entry = Site.Entry("t");
        using var job = site.Start(entry, $"clock={offset}");
        await job.SeenAsync("retrying");
        Totals.Fault();
        Assert.Equal("0 clock-skew", await site.Ledger.ScalarAsync<string>("select concat_ws(' ', (select count(*) from platform.publication), (select error_type from platform.run))"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(site.Lake.Uri.LocalPath));

        var next = await site.RunAsync(entry);

        Assert.True(next.ExitCode == 0, next.Errors);
        // The one whose clock is wrong finds it published, whatever it thinks the time is.
        Assert.Equal(0, (await job.EndAsync()).ExitCode);
        await Invariants.AssertAsync(site, entry);
    }
}

using Platform.Lake.Objects;
using Platform.Ledger;
using Platform.Ledger.Reading;
using Platform.Ledger.Runs;
using Platform.Publication.Retention;
using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Registry.Layout;

namespace Platform.Publication.Tests.Retention;

/// <summary>A site whose attempts have files, and processes that prune it.</summary>
internal sealed class PruneSite : IAsyncDisposable
{
    private readonly PublishingSite _site;

    private PruneSite(PublishingSite site) => _site = site;

    public PublishingSite Site => _site;

    public IObjectStore Store => new FileObjectStore(new Uri(_site.Root), TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PruneSite> CreateAsync() => new(await PublishingSite.CreateAsync());

    /// <summary>Hours of 1 March, then of the next days.</summary>
    public static SnapshotTime At(int hour) => new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour));

    public static RetentionPolicy Policy(Keep? keep = null, TimeSpan? grace = null) => new()
    {
        Source = "shop",
        Table = new TableName("public", "orders"),
        Keep = keep ?? new Keep(TimeSpan.FromHours(3), null, null),
        CatalogTables = [PublishingSite.Orders],
        Grace = grace ?? TimeSpan.Zero,
    };

    public Pruner Pruner((RunLedger Ledger, Publisher Publisher) process, IFaultPoints? faults = null) =>
        new(process.Ledger, _site.Catalog, Store, process.Publisher, faults ?? NoFaults.Instance);

    public Task<PruneReport> PruneAsync(RetentionPolicy? policy = null) => Pruner(_site.Process()).RunAsync(policy ?? Policy(), Cancellation);

    /// <summary>A snapshot of one part and a manifest, published; answers its attempt.</summary>
    public async Task<Ulid> PublishAsync(int hour, long rows, bool force = false)
    {
        var process = _site.Process();
        var lease = await ClaimAsync(process.Ledger, hour, force);
        await WriteAsync(lease, rows);
        await process.Publisher.PublishAsync([_site.Attempt(lease, At(hour), rows) with { Location = Store.Locate(PrefixOf(lease)) }], Cancellation);
        return lease.Attempt;
    }

    /// <summary>A snapshot that points at another's files and has only a manifest of its own.</summary>
    public async Task ShareAsync(int hour, long rows, Ulid owner)
    {
        var process = _site.Process();
        var lease = await ClaimAsync(process.Ledger, hour);
        Assert.True(await process.Ledger.ShareAsync(lease, owner, Cancellation));
        await Store.PutAsync(PrefixOf(lease) + ObjectLayout.ManifestName, "{}"u8.ToArray(), UploadOptions.Default, Cancellation);
        var location = (await _site.Catalog.ListPartitionsAsync(PublishingSite.Orders, Cancellation)).First(p => p.Location.AbsoluteUri.Contains(owner.ToString(), StringComparison.Ordinal)).Location;
        await process.Publisher.PublishAsync([_site.Attempt(lease, At(hour), rows) with { Location = location }], Cancellation);
    }

    public static async Task<Lease> ClaimAsync(RunLedger ledger, int hour, bool force = false)
    {
        var request = PublishingSite.Request(At(hour), force);
        request = request with { Prefix = ObjectLayout.AttemptPrefix("shop", new TableName("public", "orders"), At(hour), request.Attempt) };
        return Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(request, Cancellation)).Lease;
    }

    public async Task WriteAsync(Lease lease, long rows)
    {
        await Store.PutAsync(PrefixOf(lease) + "part-00000.parquet", new byte[rows], UploadOptions.Default, Cancellation);
        await Store.PutAsync(PrefixOf(lease) + ObjectLayout.ManifestName, "{}"u8.ToArray(), UploadOptions.Default, Cancellation);
    }

    public static string PrefixOf(Lease lease) => ObjectLayout.AttemptPrefix("shop", new TableName("public", "orders"), lease.Key.SnapshotTime, lease.Attempt);

    /// <summary>What readers see, held to what it must be: every partition's files are whole, _latest's too; answers hours and rows.</summary>
    public async Task<IReadOnlyList<(int Hour, long Rows)>> ReadAsync()
    {
        var partitions = await _site.Catalog.ListPartitionsAsync(PublishingSite.Orders, Cancellation);
        foreach (var pointer in partitions.Append((await _site.LatestAsync())!))
            Assert.Equal(pointer.Parameters.Rows, new FileInfo(Path.Combine(pointer.Location.LocalPath, "part-00000.parquet")).Length);
        return [.. partitions.Select(p => ((int)(p.Parameters.SnapshotTime.Value - At(0).Value).TotalHours, p.Parameters.Rows))];
    }

    /// <summary>Attempts with files in the lake.</summary>
    public IReadOnlyList<string> AttemptsWithFiles() =>
        [.. Directory.EnumerateFiles(_site.Root, "*", SearchOption.AllDirectories).Where(f => f.Contains("/attempt=", StringComparison.Ordinal))
            .Select(f => f[(f.IndexOf("attempt=", StringComparison.Ordinal) + 8)..].Split('/')[0]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What readers see of an hour, as prune would name it.</summary>
    public async Task<RetainedAttempt> ShownAsync(int hour)
    {
        var run = $"from platform.run where snapshot_time = '{At(hour)}'";
        return new RetainedAttempt
        {
            RunId = await _site.Database.ScalarAsync<long>($"select run_id {run}", Cancellation),
            SnapshotTime = At(hour).Value,
            AttemptId = await _site.Database.ScalarAsync<string>($"select published_attempt {run}", Cancellation),
            Status = "published",
            Shown = true,
        };
    }

    public Task<long> CountAsync(string status) => _site.Database.ScalarAsync<long>($"select count(*) from platform.attempt where status = '{status}'", Cancellation);

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}

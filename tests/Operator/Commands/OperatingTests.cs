using Platform.Operator.Tests.Running;
using Platform.Registry.Entries;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

/// <summary>A night on call, with real jobs: an hour made anew and taken back, <c>_latest</c> held, hours missed and made up for.</summary>
public sealed class OperatingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rollback_PublishesTheEarlierAttemptAgain_AndLatestFollowsOnlyItsOwnTime()
    {
        await using var desk = await Desk.CreateAsync();
        var first = await desk.SnapshotAsync(desk.Hour(-2));
        await desk.SnapshotAsync(desk.Hour(-1));
        await desk.Source.ExecuteAsync("insert into small values (2)", Cancel);
        var second = await desk.SnapshotAsync(desk.Hour(-2), "--force");
        Assert.NotEqual(first, second);

        var rolledBack = (await desk.RunAsync("rollback", "small", "--at", desk.Hour(-2))).Expect(0);

        Assert.Matches($"^Readers of crm/public.small {desk.Hour(-2)} see attempt {Id(first)} again instead of {Id(second)} \\(publication 4\\)\\.\n_latest stays at {desk.Hour(-1)}\\.\n{first}\n$", rolledBack.Output);
        Assert.Equal(first, (await desk.RunAsync("path", "small", "--at", desk.Hour(-2))).Expect(0).Output.Trim());

        var again = (await desk.RunAsync("rollback", "small", "--at", desk.Hour(-2))).Expect(69);
        Assert.Equal($"error: crm/public.small: no attempt at the snapshot of {desk.Hour(-2)} is kept that is earlier than {Id(first)}\n"
            + "hint: prune removes replaced attempts after its grace period; platform rollback TABLE --at TIME --list shows the attempts\n", again.Errors);
        var forward = (await desk.RunAsync("rollback", "small", "--at", desk.Hour(-2), "--attempt", Id(second), "--output", "json")).Expect(0).Json;
        Assert.Equal((second, false, 5), (forward.GetProperty("location").GetString(), forward.GetProperty("latest_followed").GetBoolean(), forward.GetProperty("publication").GetInt32()));
        var list = (await desk.RunAsync("rollback", "small", "--at", desk.Hour(-2), "--list", "--output", "json")).Expect(0).Json.GetProperty("attempts");
        Assert.Equal(["replaced 1", "published 2"], list.EnumerateArray().Select(a => $"{a.GetProperty("status").GetString()} {a.GetProperty("rows").GetInt64()}"));

        var unknown = (await desk.RunAsync("rollback", "small", "--at", desk.Hour(-2), "--attempt", "01ARZ3NDEKTSV4RRFFQ69G5FAV")).Expect(64);
        Assert.StartsWith($"error: crm/public.small: 01ARZ3NDEKTSV4RRFFQ69G5FAV is no attempt at the snapshot of {desk.Hour(-2)}\n", unknown.Errors);
        Assert.StartsWith($"error: crm/public.small: no snapshot of {desk.Hour(-9)} was ever published\n", (await desk.RunAsync("rollback", "small", "--at", desk.Hour(-9))).Expect(69).Errors);
    }

    [Fact]
    public async Task Latest_Pinned_IsLeftByLaterPublicationsUntilItIsLetGo()
    {
        await using var desk = await Desk.CreateAsync();
        var older = await desk.SnapshotAsync(desk.Hour(-3));
        var newer = await desk.SnapshotAsync(desk.Hour(-2));

        var pinned = (await desk.RunAsync("latest", "small", "--pin", desk.Hour(-3))).Expect(0);
        Assert.Equal($"_latest of crm/public.small is pinned to {desk.Hour(-3)}; later snapshots leave it until ./platform latest crm/public.small --unpin\n", pinned.Output);
        var newest = await desk.SnapshotAsync(desk.Hour(-1));
        Assert.Equal(older, (await desk.RunAsync("path", "small")).Expect(0).Output.Trim());

        // Its own hour made anew is still the pinned hour.
        var anew = await desk.SnapshotAsync(desk.Hour(-3), "--force");
        Assert.Equal(anew, (await desk.RunAsync("path", "small")).Expect(0).Output.Trim());

        var status = (await desk.RunAsync("status")).Expect(0);
        Assert.Equal($"warning: crm/public.small: _latest is pinned to {desk.Hour(-3)}, and its readers see no later snapshot; ./platform latest crm/public.small --unpin lets it go\n", status.Errors);
        Assert.Single((await desk.RunAsync("status", "--output", "json")).Expect(0).Json.GetProperty("warnings").EnumerateArray());

        var unpinned = (await desk.RunAsync("latest", "small", "--unpin", "--output", "json")).Expect(0).Json;
        Assert.Equal((newest, false), (unpinned.GetProperty("location").GetString(), unpinned.GetProperty("pinned").GetBoolean()));
        Assert.Equal(newest, (await desk.RunAsync("path", "small")).Expect(0).Output.Trim());
        Assert.Empty((await desk.RunAsync("status")).Expect(0).Errors);
        Assert.NotEqual(newer, newest);
        Assert.StartsWith($"error: crm/public.small: no snapshot is published for {desk.Hour(-9)}\n", (await desk.RunAsync("latest", "small", "--pin", desk.Hour(-9))).Expect(69).Errors);
        Assert.StartsWith("error: --pin and --unpin exclude each other\n", (await desk.RunAsync("latest", "small", "--pin", desk.Hour(-2), "--unpin")).Expect(64).Errors);
    }

    [Fact]
    public async Task Gaps_AreShownAndMadeUpFor_AndWhatIsTooLateIsSaid()
    {
        await using var desk = await Desk.CreateAsync();
        desk.Registry.Table("crm", "public.strict", "table: public.strict\nmax_lateness: 90m\ncolumns:\n  - { name: id, type: integer, nullable: false }\n");
        await desk.Source.ExecuteAsync("create table strict (id integer not null)", Cancel);
        await desk.SnapshotAsync(desk.Hour(-3));

        var gaps = (await desk.RunAsync("gaps", "--since", desk.Hour(-3), "--output", "json")).Expect(0).Json;
        var small = gaps.GetProperty("snapshots").EnumerateArray().Where(s => s.GetProperty("table").GetString() == "public.small").Select(s => s.GetProperty("state").GetString());
        var strict = gaps.GetProperty("snapshots").EnumerateArray().Where(s => s.GetProperty("table").GetString() == "public.strict").Select(s => s.GetProperty("state").GetString()).ToList();
        Assert.Equal(["on_time", "due", "due"], small.Take(3));
        Assert.Equal(["missing", "missing"], strict.Take(2));

        var rerun = await desk.RunAsync("rerun", "--gaps", "--since", desk.Hour(-3), "--output", "json");

        rerun.Expect(65);
        Assert.Matches($"error: crm/public\\.strict {desk.Hour(-3)}: the snapshot of {desk.Hour(-3)} can no longer be captured: the table would be read as of .*, and max_lateness is 1h 30m \\(exit 65\\)\n", rerun.Errors);
        var statuses = rerun.Json.GetProperty("snapshots").EnumerateArray().ToLookup(s => s.GetProperty("table").GetString(), s => s.GetProperty("status").GetString());
        Assert.All(statuses["public.small"], s => Assert.Equal("published", s));
        Assert.Contains("refused", statuses["public.strict"]);

        var late = (await desk.RunAsync("rerun", "--table", "strict", "--at", desk.Hour(-3), "--accept-late", "--output", "json")).Expect(0).Json.GetProperty("snapshots")[0];
        Assert.Equal(("published", true), (late.GetProperty("status").GetString(), late.GetProperty("late").GetBoolean()));
        var after = (await desk.RunAsync("gaps", "--since", desk.Hour(-3), "--output", "json")).Expect(0).Json.GetProperty("snapshots").EnumerateArray()
            .ToLookup(s => s.GetProperty("table").GetString(), s => s.GetProperty("state").GetString());
        Assert.Equal(["on_time", "on_time", "on_time", "on_time"], after["public.small"].Take(4));
        Assert.Equal(["late", "missing"], after["public.strict"].Take(2));
    }

    [Fact]
    public async Task Rerun_OfFailedRuns_TakesThoseAndNoOther()
    {
        await using var desk = await Desk.CreateAsync();
        await desk.SnapshotAsync(desk.Hour(-3));
        await desk.Source.ExecuteAsync("alter table small rename to away", Cancel);
        (await desk.RunAsync("snapshot", "--at", desk.Hour(-2))).Expect(65);
        await desk.Source.ExecuteAsync("alter table away rename to small", Cancel);

        var rerun = (await desk.RunAsync("rerun", "--failed", "--output", "json")).Expect(0).Json.GetProperty("snapshots");

        Assert.Equal([$"{desk.Hour(-2)} published"], rerun.EnumerateArray().Select(s => $"{s.GetProperty("snapshot_time").GetString()} {s.GetProperty("status").GetString()}"));
        Assert.Equal("Nothing to do: no such snapshot is missing.\n", (await desk.RunAsync("rerun", "--failed")).Expect(0).Output);
    }

    [Fact]
    public async Task Prune_TakesThinnedHoursOutOfTheCatalog_ThenTheirFiles()
    {
        await using var desk = await Desk.CreateAsync("keep: { hourly: 2h }\n");
        var locations = new List<string>();
        foreach (var hour in (int[])[-4, -3, -2, -1]) locations.Add(await desk.SnapshotAsync(desk.Hour(hour)));

        var preview = (await desk.RunAsync("prune", "--dry-run", "--grace", "0s")).Expect(0);
        Assert.Matches($"(?m)^crm/public.small  {desk.Hour(-4)}  {Id(locations[0])}  published  out of the catalog  [0-9.]+ [KM]?i?B$", preview.Output);
        Assert.Matches("(?m)^2 snapshots would be removed from the catalog, files of 2 attempts would be deleted \\([0-9.]+ [KM]?i?B\\); grace 0 ms\\.$", preview.Output);
        Assert.Equal(locations[0], (await desk.RunAsync("path", "small", "--at", desk.Hour(-4))).Expect(0).Output.Trim());
        Assert.Equal(0, (await desk.RunAsync("prune", "--output", "json")).Expect(0).Json.GetProperty("snapshots").GetInt32());

        var pruned = (await desk.RunAsync("prune", "--grace", "0s", "--output", "json")).Expect(0).Json;

        Assert.Equal((2, 2), (pruned.GetProperty("snapshots").GetInt32(), pruned.GetProperty("attempts").GetInt32()));
        Assert.Equal([false, false, true, true], locations.Select(location => Directory.Exists(new Uri(location).LocalPath)));
        (await desk.RunAsync("path", "small", "--at", desk.Hour(-4))).Expect(69);
        Assert.Equal(2, (await desk.RunAsync("status", "--output", "json")).Expect(0).Json.GetProperty("runs").EnumerateArray().Count(run => run.GetProperty("pruned").GetBoolean()));
        Assert.Equal("pruned", (await desk.RunAsync("gaps", "--since", desk.Hour(-4), "--output", "json")).Expect(0).Json.GetProperty("snapshots")[0].GetProperty("state").GetString());

        // An hour that is gone is not "already published".
        Assert.NotEqual(locations[0], await desk.SnapshotAsync(desk.Hour(-4)));
        Assert.StartsWith("error: --grace 'soon' is no duration\nhint: ", (await desk.RunAsync("prune", "--grace", "soon")).Expect(64).Errors);
    }

    [Theory]
    [InlineData("rerun needs one of --failed, --gaps and --at")]
    [InlineData("--failed, --gaps and --at exclude each other", "--failed", "--gaps")]
    [InlineData("--at needs --table: which tables to take at that time", "--at", "2026-03-01T10")]
    public async Task Rerun_WithoutAClearWish_IsRefused(string message, params string[] options)
    {
        await using var platform = new PlatformProcess();

        Assert.StartsWith($"error: {message}\nhint: ", (await platform.RunAsync(["rerun", .. options])).Expect(64).Errors);
    }

    private static string Id(string location) => location[(location.LastIndexOf('=') + 1)..].TrimEnd('/');

    /// <summary>One small table, and a ledger that is a database of its own.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly PlatformProcess _platform = new();
        private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
        private readonly string _ledger;

        private Desk(TestDatabase source, string ledger, string yaml)
        {
            Source = source;
            _ledger = ledger;
            Registry = new RegistryFolder(_platform.Home).Source("crm")
                .Table("crm", "public.small", "table: public.small\nmax_lateness: 40d\n" + yaml + "columns:\n  - { name: id, type: integer, nullable: false }\n");
        }

        public TestDatabase Source { get; }

        public RegistryFolder Registry { get; }

        public static async Task<Desk> CreateAsync(string yaml = "")
        {
            var source = await PostgresServer.CreateDatabaseAsync(Cancel);
            await source.ExecuteAsync("create table small (id integer not null); insert into small values (1)", Cancel);
            var desk = new Desk(source, (await PostgresServer.CreateDatabaseAsync(Cancel)).Url, yaml);
            (await desk.RunAsync("ledger", "migrate")).Expect(0);
            return desk;
        }

        /// <summary>A whole hour, so many after that in which the test began.</summary>
        public string Hour(int after) => new SnapshotTime(_now.AddHours(after)).ToString();

        public Task<PlatformResult> RunAsync(params string[] arguments) =>
            _platform.RunAsync([.. arguments, "--registry", Registry.Path, "--ledger", _ledger, "--source", $"crm={Source.Url}"]);

        /// <summary>Takes the table's snapshot and answers where readers find it.</summary>
        public async Task<string> SnapshotAsync(string at, params string[] further) =>
            (await RunAsync(["snapshot", "--table", "small", "--at", at, .. further, "--output", "json"])).Expect(0).Json.GetProperty("snapshots")[0].GetProperty("location").GetString()!;

        public ValueTask DisposeAsync() => _platform.DisposeAsync();
    }
}

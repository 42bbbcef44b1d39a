using System.Diagnostics;
using Platform.LocalStack.Processes;
using Platform.Operator.Commands;
using Platform.Operator.Desk;
using Platform.Operator.Tests.Running;

namespace Platform.Operator.Tests.Commands;

/// <summary>What the command does around its jobs, with a script in the job's place.</summary>
public sealed class SnapshotCommandTests
{
    private const string Url = "postgresql://reader:pass-word-of-the-source@127.0.0.1:1/crm";

    [Fact]
    public async Task Job_ThatFails_GivesItsMessageHintAndExitCode()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.small");
        var job = FakeJob.Write(platform.Home, """
            echo '{"time":"t","level":"error","event":"failed","kind":"schema-drift","message":"column id is gone","hint":"take it out of the entry","exit":65}' >&2
            exit 65
            """);

        var result = (await Snapshot(platform, job, registry, "--output", "json")).Expect(65);

        Assert.Contains("error: crm/public.small", result.Errors);
        Assert.Contains("column id is gone (exit 65)", result.Errors);
        Assert.Contains("hint: take it out of the entry", result.Errors);
        var snapshot = result.Json.GetProperty("snapshots")[0];
        Assert.Equal("failed", snapshot.GetProperty("status").GetString());
        Assert.Equal("schema-drift", snapshot.GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Job_ThatDiesWithoutAWord_ShowsItsLastWordsAndMayBeTriedAgain()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.small");
        var job = FakeJob.Write(platform.Home, "echo 'out of luck' >&2\nkill -9 $$");

        var result = (await Snapshot(platform, job, registry)).Expect(75);

        Assert.Contains("ended with 137 without saying why; its last words:\nout of luck", result.Errors);
        Assert.Contains("out of memory", result.Errors);
    }

    [Fact]
    public async Task Job_ThatSaysPublishedWhileTheCatalogHasNothing_IsNotBelieved()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.small");
        var job = FakeJob.Write(platform.Home, """echo '{"event":"published"}' >&2""");

        var result = (await Snapshot(platform, job, registry)).Expect(75);

        Assert.Contains("the catalog does not have it", result.Errors);
    }

    [Fact]
    public async Task GroupedTable_RunsItsWholeGroupInOneJob()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home)
            .Source("crm", "engine: postgres\ngroups:\n  pair: { tables: [public.one, public.two], schedule: hourly }\n")
            .SmallTable("crm", "public.one").SmallTable("crm", "public.two");
        var job = FakeJob.Write(platform.Home, $"echo \"$@\" >> {platform.Home}/arguments\nenv | grep ^PLATFORM_GROUP= > {platform.Home}/seen\nexit 69");

        var result = (await Snapshot(platform, job, registry, "--at", "2026-03-01T10", "--table", "public.two", "--output", "json")).Expect(69);

        Assert.Equal("--group pair --at 2026-03-01T10:00:00Z\n", await File.ReadAllTextAsync($"{platform.Home}/arguments", Cancel));
        Assert.Matches("^PLATFORM_GROUP=file://.*/_registry/crm/_group=pair/([0-9a-f]{64}).json#\\1\n$", await File.ReadAllTextAsync($"{platform.Home}/seen", Cancel));
        Assert.Equal(["public.one", "public.two"], result.Json.GetProperty("snapshots").EnumerateArray().Select(snapshot => snapshot.GetProperty("table").GetString()));
    }

    [Fact]
    public async Task Job_GetsSecretsByEnvironmentOnly()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.small");
        var job = FakeJob.Write(platform.Home, $"env | grep ^PLATFORM_ | sort > {platform.Home}/seen\necho \"$@\" > {platform.Home}/arguments\nexit 69");

        var result = (await Snapshot(platform, job, registry, "--at", "2026-03-01T10", "--accept-late", "--force")).Expect(69);

        Assert.Equal("--table public.small --at 2026-03-01T10:00:00Z --accept-late --force\n", await File.ReadAllTextAsync($"{platform.Home}/arguments", Cancel));
        var seen = await File.ReadAllTextAsync($"{platform.Home}/seen", Cancel);
        Assert.Contains($"PLATFORM_SOURCE_URL={Url}\n", seen);
        Assert.Matches("(?m)^PLATFORM_PROOF_SEED=[0-9a-f]{16}$", seen);
        Assert.Matches("(?m)^PLATFORM_ENTRY=file://.*/_registry/crm/public.small/([0-9a-f]{64}).json#\\1$", seen);
        Assert.Matches("(?m)^PLATFORM_LEDGER_URL=postgresql://", seen);
        Assert.Matches("(?m)^PLATFORM_LAKE=file:///", seen);
        Assert.Contains("PLATFORM_STACK=local\n", seen);
        Assert.DoesNotContain("pass-word", result.Errors + result.Output);
    }

    [Fact]
    public async Task Lake_PathWithEveryCharacter_LeadsToThatPathAndNoOther()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.small");
        var job = FakeJob.Write(platform.Home, $"echo \"$PLATFORM_LAKE\" > {platform.Home}/lake-seen\nexit 69");
        var lake = $"{platform.Home}/feature%2Fa b'c#d?é";

        (await Snapshot(platform, job, registry, "--lake", lake)).Expect(69);

        var seen = (await File.ReadAllTextAsync($"{platform.Home}/lake-seen", Cancel)).Trim();
        Assert.Equal(lake, new Uri(seen).LocalPath);
        Assert.True(Directory.Exists($"{lake}/_registry"));
        Assert.Equal("/srv/feature%2Fa/.platform/lake", new Uri(new LocalHome(new Checkout("/srv/feature%2Fa")).Lake).LocalPath);
        Assert.Contains("read_parquet('/it''s/%41/*.parquet')", DemoCommand.QueryOf("file:///it's/%2541/"));
    }

    [Fact]
    public async Task Snapshot_OfAFutureTime_IsRefusedOnceAndStartsNothing()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.small").SmallTable("crm", "public.other");
        var job = FakeJob.Write(platform.Home, $"touch {platform.Home}/started\nexit 64");

        var result = (await Snapshot(platform, job, registry, "--at", "2999-01-01T00")).Expect(64);

        Assert.Single(result.Errors.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains("snapshot time 2999-01-01T00:00:00Z lies in the future", result.Errors);
        Assert.False(File.Exists($"{platform.Home}/started"));
    }

    [Fact]
    public async Task LocalFiles_OfNobodysUse_AreAnErrorAndNoStackTrace()
    {
        await using var platform = new PlatformProcess();
        await File.WriteAllTextAsync($"{platform.Home}/taken", "", Cancel);
        platform.With("PLATFORM_HOME", $"{platform.Home}/taken/home");

        var result = (await platform.RunAsync("status", "--output", "json")).Expect(78);

        Assert.StartsWith("error: ", result.Errors);
        Assert.Contains("set PLATFORM_HOME to a directory of your own", result.Errors);
        Assert.DoesNotContain("   at ", result.Errors);
        Assert.Equal("file-missing", result.Json.GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Ledger_ThatIsNoUrl_IsRefusedWithoutRepeatingIt()
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("status", "--ledger", "hunter2@db.example.com/ledger")).Expect(78);

        Assert.Contains("error: what is given for the ledger is no URL", result.Errors);
        Assert.DoesNotContain("hunter2", result.Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interrupt_AsksTheJobsToEndAndLeavesNone(bool stubborn)
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.one").SmallTable("crm", "public.two").SmallTable("crm", "public.three");
        var job = FakeJob.Write(platform.Home, $$"""
            {{(stubborn ? "trap '' TERM" : "trap 'kill $!; exit 75' TERM")}}
            tail -f /dev/null &
            echo $$ > {{platform.Home}}/pid-$$
            while :; do wait $!; done
            """);
        platform.With("PLATFORM_SNAPSHOT_BINARY", job);
        using var process = platform.Start("snapshot", "--registry", registry.Path, "--source", $"crm={Url}");
        var expected = Math.Min(Environment.ProcessorCount, 3);
        while (Pids(platform).Count < expected) await Task.Delay(20, Cancel);
        var pids = Pids(platform);

        ProcessSignal.Terminate(process.Id);
        if (stubborn)
        {
            // The second signal insists; it counts once the first has been taken.
            while (await process.StandardError.ReadLineAsync(Cancel) is { } line && !line.StartsWith("Interrupted:", StringComparison.Ordinal))
            {
            }

            ProcessSignal.Terminate(process.Id);
        }

        var result = (await PlatformProcess.EndAsync(process)).Expect(75);

        Assert.Contains("interrupted", result.Errors);
        Assert.Equal(pids, Pids(platform));
        foreach (var pid in pids) Assert.False(IsRunning(pid), $"job {pid} still runs");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<PlatformResult> Snapshot(PlatformProcess platform, string job, RegistryFolder registry, params string[] more) =>
        platform.With("PLATFORM_SNAPSHOT_BINARY", job).RunAsync(["snapshot", "--registry", registry.Path, "--source", $"crm={Url}", .. more]);

    private static List<int> Pids(PlatformProcess platform) =>
        [.. Directory.GetFiles(platform.Home, "pid-*").Select(file => int.Parse(Path.GetFileName(file)[4..])).Order()];

    private static bool IsRunning(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

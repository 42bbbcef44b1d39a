using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Services;

namespace Platform.Restore.Tests.Running;

/// <summary>A source, a lake, and the two job binaries: takes snapshots and puts them back.</summary>
internal sealed class RestoreStack : IDisposable
{
    private RestoreStack(JobStack jobs) => Jobs = jobs;

    public JobStack Jobs { get; }

    public TestDatabase Database => Jobs.Source;

    public static async Task<RestoreStack> CreateAsync() => new(await JobStack.CreateAsync());

    /// <summary>Takes a snapshot, of an earlier hour where asked, and answers where it is.</summary>
    public async Task<string> SnapshotAsync(Entry entry, int hours = 0)
    {
        var run = await Jobs.RunAsync(entry, new SnapshotTime(Jobs.Hour.Value.AddHours(hours)), "--accept-late");
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Location;
    }

    public Task<JobRun> RestoreAsync(params string[] arguments) => RestoreIntoAsync(Database.Url, arguments);

    public async Task<JobRun> RestoreIntoAsync(string target, params string[] arguments)
    {
        using var job = Start(target, arguments);
        return await job.EndAsync();
    }

    public static RunningJob Start(string target, params string[] arguments) => StartWith(null, target, arguments);

    /// <param name="faults">What is to happen to the process; null = nothing.</param>
    /// <param name="target">Its URL.</param>
    /// <param name="arguments">Of the job.</param>
    public static RunningJob StartWith(string? faults, string target, params string[] arguments)
    {
        var environment = Environment(target);
        if (faults is not null) environment[FaultPlan.Variable] = faults;
        return new RunningJob(arguments, environment, JobBinary.Restore);
    }

    /// <summary>Rows of a table as text, such as decide whether two tables hold the same: json has no equality of its own.</summary>
    public Task<long> DifferencesAsync(string table, string other) => Database.ScalarAsync<long>($"""
        select count(*) from (
          (select a::text from {table} a except all select b::text from {other} b)
          union all (select b::text from {other} b except all select a::text from {table} a)) as d
        """);

    public static string Part(string location, int number = 0) => Path.Combine(JobStack.PathOf(location), $"part-{number:00000}.parquet");

    public static string Manifest(string location) => Path.Combine(JobStack.PathOf(location), "_manifest.json");

    public void Dispose() => Jobs.Dispose();

    public static Dictionary<string, string> Environment(string target) => new()
    {
        ["PLATFORM_TARGET_URL"] = target,
        ["PLATFORM_PROOF_SEED"] = JobStack.Seed,
        ["PLATFORM_LOG"] = "json",
        ["PLATFORM_PROGRESS"] = "10s",
    };
}

namespace Platform.ExactlyOnce.Tests.Running;

/// <summary>A job process that can be found among the server's connections by its name.</summary>
internal sealed class OneJob : IDisposable
{
    private readonly RunningJob _process;

    public OneJob(string name, RunningJob process)
    {
        Name = name;
        _process = process;
        Totals.Process();
    }

    /// <summary>Its application_name.</summary>
    public string Name { get; }

    public Task SeenAsync(string name) => _process.SeenAsync(name);

    /// <summary>Waits until it stands still at the step that it was told to stop at.</summary>
    public async Task StoppedAsync()
    {
        await _process.StoppedAsync();
        Totals.Fault();
    }

    public void Continue() => _process.Signal("CONT");

    /// <summary>Waits for its end: at most a little longer than it tries again by itself, so that what it has to say is heard.</summary>
    public Task<JobRun> EndAsync() => _process.EndAsync(TimeSpan.FromMinutes(20));

    /// <summary>Waits for the end that a kill at a step makes of it.</summary>
    public async Task DiedAsync()
    {
        var run = await EndAsync();
        Assert.True(run.ExitCode == 137, $"The process was to be killed and ended with {run.ExitCode}:\n{run.Errors}");
        Totals.Fault();
    }

    /// <summary>Ends all its connections to the server, source's and ledger's.</summary>
    public async Task<long> CutAsync(TestDatabase anywhere)
    {
        var cut = await anywhere.ScalarAsync<long>($"select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{Name}') t");
        Totals.Fault();
        return cut;
    }

    public void Dispose() => _process.Dispose();
}

using Platform.ExactlyOnce.Tests.Running;
using Platform.Registry.Entries;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Retention;

/// <summary>Prunes that stand still at each of their steps, as processes, while readers look and others roll back and publish: on directories and over HTTP.</summary>
public abstract class PruneStopTests : IAsyncDisposable
{
    private readonly ShelfPlace _place;
    private readonly IEnumerable<FlowStep> _interleaved;

    private protected PruneStopTests(ShelfPlace place, IEnumerable<FlowStep> interleaved) => (_place, _interleaved) = (place, interleaved);

    [Fact]
    public async Task Stop_WhileOthersRollBackAndPublish_LosesNothing()
    {
        using var shelf = await Shelf.CreateAsync(await _place.OpenAsync());
        foreach (var step in _interleaved)
        {
            await shelf.NextHourAsync();
            await shelf.RunAsync(new SnapshotTime(shelf.Site.Hour.Value.AddHours(-1)), "--force");
            using var prune = shelf.StartPrune($"{step}=stop");
            await prune.StoppedAsync();

            // An hour that stays, back to what it replaced; an hour that is being taken away; the newest, made anew.
            await RollBackAsync(shelf, shelf.Before(1));
            await RollBackAsync(shelf, shelf.Before(3));
            await shelf.RunAsync(shelf.Site.Hour, "--force");
            shelf.AssertNothingLost();
            prune.Continue();
            var woken = await prune.EndAsync();

            Assert.True(woken.ExitCode == 0, woken.Errors);
            shelf.AssertNothingLost();
        }

        await shelf.PruneAsync();
        await shelf.AssertPrunedAsync();
    }

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    /// <summary>Done, or refused because what it would go back to is gone or on its way.</summary>
    private static async Task RollBackAsync(Shelf shelf, string at)
    {
        var run = await shelf.Site.OperateAsync(Shelf.Entry, "rollback", "t", "--at", at);
        Assert.True(run.ExitCode == 0 || run.Errors.Contains("is kept that is earlier than", StringComparison.Ordinal) || run.Errors.Contains("prune has removed attempt", StringComparison.Ordinal), run.Errors);
    }
}

public sealed class DirectoryPruneStopTests() : PruneStopTests(
    new ShelfPlace(overHttp: false),
    PruneSteps.WithRemoval.Where(step => Form.IsLong || step is FlowStep.Decided or FlowStep.PartitionPut or FlowStep.PartitionRemoved or FlowStep.MarkedDeleting or FlowStep.ObjectDeleted));

/// <summary>Between its request to Glue and the publication's end, whoever takes the same hour back waits until that request is dead: six minutes.</summary>
public sealed class CloudPruneStopTests() : PruneStopTests(
    new ShelfPlace(overHttp: true), PruneSteps.WithRemoval.Where(step => Form.IsLong || step is FlowStep.Decided or FlowStep.PartitionRemoved or FlowStep.ObjectDeleted));

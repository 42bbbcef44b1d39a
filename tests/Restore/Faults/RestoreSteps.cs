using Platform.Registry.Faults;

namespace Platform.Restore.Tests.Faults;

/// <summary>Every boundary of a restore, by mode. A step that is missing here fails a test.</summary>
internal static class RestoreSteps
{
    private static readonly FlowStep[] Into =
    [
        FlowStep.RestorePlanned, FlowStep.TablesLocked, FlowStep.RowsSent, FlowStep.RowsLoaded, FlowStep.TableProved, FlowStep.GoingLive, FlowStep.Live,
    ];

    private static readonly FlowStep[] Made =
    [
        FlowStep.RestorePlanned, FlowStep.TablesMade, FlowStep.RowsSent, FlowStep.RowsLoaded, FlowStep.TableIndexed, FlowStep.TableProved, FlowStep.TablesConnected, FlowStep.GoingLive, FlowStep.Live,
    ];

    /// <summary>Each mode with each of its steps.</summary>
    public static TheoryData<string, FlowStep> All => Of("truncate", "append", "create", "replace");

    /// <summary>Each step once or twice: the flows of append and create are theirs, but for what is there before.</summary>
    public static TheoryData<string, FlowStep> OfEachFlow => Of("truncate", "replace");

    private static TheoryData<string, FlowStep> Of(params IEnumerable<string> modes) => new(modes.SelectMany(m => (m is "truncate" or "append" ? Into : Made).Select(s => (m, s))));

    public static IEnumerable<FlowStep> Covered => Into.Union(Made).Order();
}

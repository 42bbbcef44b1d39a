using Platform.Columns.Proof;
using Platform.Registry.Failures;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Invocation;
using Platform.Snapshot.Reading;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Session;

namespace Platform.Snapshot.Proving;

/// <summary>Proved, not assumed: what the files decode to is what was read and, where asked, what the source itself computes.</summary>
internal static class SnapshotProof
{
    /// <param name="task">The table's.</param>
    /// <param name="settings">Of the process.</param>
    /// <param name="source">Of the database snapshot.</param>
    /// <param name="leader">Of the database snapshot.</param>
    /// <param name="match">The columns.</param>
    /// <param name="outputs">The parts of each output; all outputs were written from one read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The proof of the whole snapshot, which is that of each output.</returns>
    /// <exception cref="PlatformException">Data, <c>proof-mismatch</c>: nothing is published; the differences name columns and counts, never values.</exception>
    public static async Task<TableProof> CheckAsync(
        SnapshotTask task, JobSettings settings, SourceSession source, Leader leader, SchemaMatch match,
        IReadOnlyList<IReadOnlyList<StreamResult>> outputs, CancellationToken cancellation)
    {
        foreach (var part in outputs.SelectMany(parts => parts)) Compare(task, part.Read, part.Written, $"the encoded file {part.Name}", "what was read into it");
        var whole = outputs[0].Select(p => p.Read).Aggregate((a, b) => a.Combine(b));
        if (!settings.ProveAgainstSource) return whole;

        var expected = await leader.ProveAsync(task.Entry.Table, match.Reads, task.Entry.Filter, settings.ProofSeed, task.MaskSecret(settings), cancellation).ConfigureAwait(false);
        Compare(task, expected, whole, "the snapshot", $"the source ({source.Server.VersionText})");
        return whole;
    }

    private static void Compare(SnapshotTask task, TableProof expected, TableProof found, string what, string against)
    {
        var differences = expected.Differences(found);
        if (differences.Count == 0) return;
        throw new PlatformException(Stage.Prove, ExitCode.Data,
            $"{what} does not hold the same as {against}: {string.Join("; ", differences)}",
            "nothing was published; this is a defect of platform or of the machine's memory: report it, and run again on another host")
        {
            Kind = "proof-mismatch",
            SourceName = task.Entry.Source,
            Table = task.Entry.Table.ToString(),
        };
    }
}

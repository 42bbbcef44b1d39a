using System.Text.Json.Serialization;
using Platform.Publication.Repairing;
using Platform.Registry.Failures;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>repair</c>: what was found, in the order in which it was looked at.</summary>
internal sealed record RepairAnswer(bool DryRun, IReadOnlyList<RepairRow> Findings)
{
    /// <summary>0 where nothing is wrong any more; 65 where something is that repair cannot decide.</summary>
    [JsonIgnore]
    public ExitCode ExitCode => Findings.All(finding => finding.Repaired || DryRun) ? ExitCode.Success : ExitCode.Data;

    public void Write(TextWriter text)
    {
        if (Findings.Count == 0)
        {
            text.WriteLine("Nothing to repair: the catalog shows what the ledger says is published.");
            return;
        }

        foreach (var finding in Findings) text.WriteLine(finding.Sentence(DryRun));
    }
}

/// <summary>One finding; kind is <c>unfinished</c>, <c>not_shown</c>, <c>unknown</c> or <c>files_missing</c>.</summary>
internal sealed record RepairRow(string Kind, string? Table, string? SnapshotTime, long Publication, bool Repaired)
{
    public static RepairRow Of(Finding finding) => new(
        finding.Kind switch
        {
            FindingKind.Unfinished => "unfinished",
            FindingKind.NotShown => "not_shown",
            FindingKind.Unknown => "unknown",
            _ => "files_missing",
        },
        finding.Table?.ToString(), finding.SnapshotTime?.ToString(), finding.Publication, finding.Repaired);

    public string Sentence(bool dryRun) => Kind switch
    {
        "unfinished" => $"Publication {Publication} was decided and not carried out: {(Repaired ? "finished" : "would be finished")}.",
        "not_shown" => $"{Table} {SnapshotTime} is published and the catalog did not show it: {(Repaired ? "published anew" : dryRun ? "would be published anew" : "another process is at it, run repair again")}.",
        "unknown" => $"{Table} {SnapshotTime} shows publication {Publication}, which the ledger does not know: left as it is. The ledger may have been restored from a backup; snapshot --force makes the hour anew.",
        _ => $"{Table} {SnapshotTime} is published and its files are gone: left as it is. Roll back to an attempt that is kept, or snapshot --force --accept-late.",
    };
}

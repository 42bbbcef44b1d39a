using Platform.Operator.Progress;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>restore</c> and <c>verify</c>: what was proved, and where it went.</summary>
/// <param name="Target">Name of the target; null of <c>verify</c>.</param>
/// <param name="Tables">In the order asked for.</param>
/// <param name="Rows">Of all tables.</param>
/// <param name="Bytes">Of all their files.</param>
/// <param name="Seconds">Wall time of the job.</param>
/// <param name="Phases">Where it went, but for the start of the process; empty of <c>verify</c>.</param>
internal sealed record RestoreAnswer(string? Target, IReadOnlyList<RestoredTable> Tables, long Rows, long Bytes, double Seconds, IReadOnlyList<RestorePhase> Phases)
{
    public void Write(TextWriter text)
    {
        var tables = Tables.Count == 1 ? $"{Tables[0].Source}/{Tables[0].Table}" : $"{Tables.Count} tables";
        var what = Target is null ? $"{Quantity.Bytes(Bytes)} verified" : $"restored into {Target} and proved";
        var phases = Phases.Count == 0 ? "" : $" ({string.Join(", ", Phases.Select(p => $"{p.Phase} {Took(p.Seconds)}"))})";
        text.WriteLine($"{tables}: {Quantity.Rows(Rows)} rows {what} in {Took(Seconds)}{phases}.");
        foreach (var table in Tables) table.Fresh?.Write(text, $"{table.Source}/{table.Table}");
    }

    private static string Took(double seconds) => Quantity.Duration(TimeSpan.FromSeconds(seconds));
}

/// <summary>One phase of a restore: plan, load, index (and keys, triggers, grants), proof, live.</summary>
internal sealed record RestorePhase(string Phase, double Seconds);

/// <summary>One table of it.</summary>
/// <param name="Source">Of the registry.</param>
/// <param name="Table"><c>schema.table</c>.</param>
/// <param name="Location">Of the snapshot.</param>
/// <param name="Fresh">What the source holds now, where that was asked for.</param>
internal sealed record RestoredTable(string Source, string Table, string Location, FreshProof? Fresh = null);

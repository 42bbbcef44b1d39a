using Platform.Operator.Progress;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>restore</c> and <c>verify</c>: what was proved, and where it went.</summary>
/// <param name="Target">Name of the target; null of <c>verify</c>.</param>
/// <param name="Tables">In the order asked for.</param>
/// <param name="Rows">Of all tables.</param>
/// <param name="Bytes">Of all their files.</param>
/// <param name="Seconds">Wall time of the job.</param>
internal sealed record RestoreAnswer(string? Target, IReadOnlyList<RestoredTable> Tables, long Rows, long Bytes, double Seconds)
{
    public void Write(TextWriter text)
    {
        var tables = Tables.Count == 1 ? $"{Tables[0].Source}/{Tables[0].Table}" : $"{Tables.Count} tables";
        var what = Target is null ? $"{Quantity.Bytes(Bytes)} verified" : $"restored into {Target} and proved";
        text.WriteLine($"{tables}: {Quantity.Rows(Rows)} rows {what} in {Quantity.Duration(TimeSpan.FromSeconds(Seconds))}.");
    }
}

/// <summary>One table of it.</summary>
internal sealed record RestoredTable(string Source, string Table, string Location);

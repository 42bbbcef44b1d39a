using Platform.Operator.Progress;

namespace Platform.Operator.Answers;

/// <summary>The answer of <c>drill</c>.</summary>
/// <param name="Drill">Its number in the ledger.</param>
/// <param name="Source">Of the table.</param>
/// <param name="Table">Schema and name.</param>
/// <param name="SnapshotTime">UTC.</param>
/// <param name="Location">Of the snapshot.</param>
/// <param name="Target">Name of the database.</param>
/// <param name="Rows">That were restored and proved.</param>
/// <param name="Bytes">Of the snapshot's files.</param>
/// <param name="RecoverySeconds">Wall time of the job.</param>
internal sealed record DrillAnswer(long Drill, string Source, string Table, string SnapshotTime, string Location, string Target, long Rows, long Bytes, double RecoverySeconds)
{
    public void Write(TextWriter text) =>
        text.WriteLine($"{Source}/{Table} of {SnapshotTime}: {Quantity.Rows(Rows)} rows restored into {Target}, proved and dropped in {Quantity.Duration(TimeSpan.FromSeconds(RecoverySeconds))}; drill {Drill} of the ledger.");
}

using System.Text.Json.Serialization;
using Platform.Operator.Progress;

namespace Platform.Operator.Answers;

/// <summary>A live table that a fresh snapshot was taken of and proved, held against a published snapshot.</summary>
/// <param name="CapturedAt">The source's clock when the fresh one was taken.</param>
/// <param name="Rows">It has.</param>
/// <param name="Since">The source's clock when the published one was taken.</param>
/// <param name="Difference">How the table has moved on since then; null where it holds exactly the same.</param>
internal sealed record FreshProof(string CapturedAt, long Rows, string Since, string? Difference)
{
    [JsonPropertyOrder(-1)]
    public bool Same => Difference is null;

    public void Write(TextWriter text, string table)
    {
        text.WriteLine($"{table}: a fresh snapshot of {CapturedAt}, {Quantity.Rows(Rows)} rows, equals the live table.");
        text.WriteLine($"  The table {(Same ? "holds what it held" : "has moved on since it was taken")} at {Since}{(Same ? "" : Printable.Text($": {Difference}"))}.");
    }
}

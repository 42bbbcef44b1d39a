namespace Platform.Sources.Postgres.Decoding;

/// <summary>Ways out for values that a column's lake type cannot hold.</summary>
internal static class LossHints
{
    public const string Text = "give the column as: text in its entry, or correct the value in the source";
}

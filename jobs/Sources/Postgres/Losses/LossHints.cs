namespace Platform.Sources.Postgres.Losses;

/// <summary>Ways out for values that a column's lake type cannot hold.</summary>
internal static class LossHints
{
    public const string Value = "say on_loss: null, clamp or text for the column in its entry, give it as: text, or correct the value in the source";

    public const string Digits = "declare more digits with as: \"decimal(p,s)\" in the column's entry, say on_loss: null, clamp or text for it, or as: text for the exact text";

    public const string Millis = "remove as: millis from the column's entry to keep microseconds, or say on_loss: null, clamp or text for it";

    public const string Array = "give the column as: json or as: text in its entry, or say on_loss: null or text for it";

    public const string InvalidText = "say on_loss: null or text for the column in its entry, or correct the value in the source";
}

using System.Globalization;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Describing;

/// <summary>A form for numeric: its own decimal where precision is declared, one that the live values fit where it is not, exact text otherwise.</summary>
internal static class NumericProposal
{
    /// <summary>Athena's largest precision.</summary>
    private const int MaxPrecision = 38;

    /// <summary>The largest precision that 64 bits hold.</summary>
    private const int MaxShortPrecision = 18;

    /// <summary>Digits to spare before a wider decimal is proposed.</summary>
    private const int Spare = 3;

    public static string? For(LiveType type, ColumnContent? content, List<string> comments)
    {
        if (content?.AnyBeyondType == true)
        {
            comments.Add("some values are NaN or infinite, which a decimal cannot say: exact text");
            return "text";
        }

        if (type.Modifier >= 0) return null;
        if (content is null)
        {
            comments.Add("numeric without precision: exact text; write as: decimal(p,s) where its values are known to fit");
            return null;
        }

        if (!content.AnyValue)
        {
            comments.Add("numeric without precision and no value to judge by: exact text; write as: decimal(p,s) where its values are known to fit");
            return null;
        }

        var needed = content.WholeDigits + content.Scale;
        if (needed > MaxPrecision)
        {
            comments.Add("the live values need more than the 38 digits of a decimal: exact text");
            return null;
        }

        var precision = needed + Spare <= MaxShortPrecision ? MaxShortPrecision : MaxPrecision;
        comments.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"numeric without precision: the live values need {content.WholeDigits} digits before the point and {content.Scale} after it; a value that does not fit refuses the run"));
        return string.Create(CultureInfo.InvariantCulture, $"decimal({precision},{content.Scale})");
    }
}

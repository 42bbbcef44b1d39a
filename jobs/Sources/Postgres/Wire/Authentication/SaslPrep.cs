using System.Text;

namespace Platform.Sources.Postgres.Wire.Authentication;

/// <summary>
/// What RFC 4013 does to a password before it is hashed: other spaces become a space, invisible characters vanish. Its normalization form KC
/// needs tables that a culture-invariant program does not carry: a password that it would change must be entered in its normalized form.
/// </summary>
internal static class SaslPrep
{
    public static string Prepare(string password)
    {
        if (Ascii.IsValid(password)) return password;
        var prepared = new StringBuilder(password.Length);
        foreach (var c in password)
        {
            if (IsMappedToNothing(c)) continue;
            prepared.Append(IsOtherSpace(c) ? ' ' : c);
        }

        return prepared.ToString();
    }

    /// <summary>RFC 3454, table C.1.2.</summary>
    private static bool IsOtherSpace(char c) => c is '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200B') or '\u202F' or '\u205F' or '\u3000';

    /// <summary>RFC 3454, table B.1.</summary>
    private static bool IsMappedToNothing(char c) =>
        c is '\u00AD' or '\u034F' or '\u1806' or (>= '\u180B' and <= '\u180D') or '\u200C' or '\u200D' or '\u2060' or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF';
}

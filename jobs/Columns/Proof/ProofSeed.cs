using System.Globalization;

namespace Platform.Columns.Proof;

/// <summary>
/// S of the proof: 64 secret bits of a stack. Whoever has them can test guesses of values against published hashes, so they appear in no
/// file, log, error or ledger row, and this type never prints them.
/// </summary>
public readonly struct ProofSeed(long value)
{
    /// <summary>How a seed is written where secrets are kept; <c>openssl rand -hex 8</c> makes one.</summary>
    public const string TextForm = "16 hexadecimal digits";

    /// <summary>The secret as SQL takes it: as a parameter or in the text of a query that is never logged.</summary>
    public long Value { get; } = value;

    /// <summary>Reads a seed's bits in its <see cref="TextForm"/>; not as a seed, so that a job's start compiles no generic code of its own for it.</summary>
    public static (bool Ok, long Bits) Read(string text) =>
        (ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) & text.Length == 16, (long)bits);

    public override string ToString() => "proof seed (secret)";
}

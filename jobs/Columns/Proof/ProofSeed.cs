using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Platform.Registry.Failures;

namespace Platform.Columns.Proof;

/// <summary>
/// S of the proof: 64 secret bits of a stack. Whoever has them can test guesses of values against published hashes, so they appear in no
/// file, log, error or ledger row, and this type never prints them.
/// </summary>
public readonly struct ProofSeed(long value)
{
    /// <summary>The secret as SQL takes it: as a parameter or in the text of a query that is never logged.</summary>
    public long Value { get; } = value;

    /// <summary>A new random seed, made once per stack.</summary>
    public static ProofSeed Create()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return new ProofSeed(BinaryPrimitives.ReadInt64BigEndian(bytes));
    }

    /// <summary>Reads a seed as <see cref="ToSecretText"/> writes it.</summary>
    /// <param name="text">16 hexadecimal digits.</param>
    /// <param name="from">Where the text came from, for the message: a setting or variable, never its value.</param>
    /// <exception cref="PlatformException">The text is no seed (78); the message does not repeat it.</exception>
    public static ProofSeed Parse(string text, string from) =>
        text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new ProofSeed((long)value)
            : throw new PlatformException(
                Stage.Configure, ExitCode.Configuration,
                $"the proof seed in {from} is not 16 hexadecimal digits: it has {text.Length} characters.",
                "make one with: openssl rand -hex 8")
            { Kind = "proof-seed" };

    /// <summary>The 16 hexadecimal digits to keep in a secret store, and nowhere else.</summary>
    public string ToSecretText() => ((ulong)Value).ToString("x16", CultureInfo.InvariantCulture);

    public override string ToString() => "proof seed (secret)";
}

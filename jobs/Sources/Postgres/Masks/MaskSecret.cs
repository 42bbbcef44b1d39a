using System.Security.Cryptography;
using System.Text;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Masks;

/// <summary>
/// The stack's secret for <c>mask: hash</c>: the UTF-8 bytes of its text are the key of HMAC-SHA-256 (RFC 2104). Whoever has it can test guesses of values
/// against hashes, so it appears in no file, log, error or ledger row, and this type never prints it.
/// </summary>
public sealed class MaskSecret
{
    /// <summary>As many as a key of 128 bits has hexadecimal digits.</summary>
    private const int LeastCharacters = 32;

    /// <summary>SHA-256's block.</summary>
    private const int BlockBytes = 64;

    private readonly byte[] _key;

    private MaskSecret(byte[] key) => _key = key;

    /// <summary>The key XOR 0x36, a block long: what SQL hashes before the message.</summary>
    internal byte[] InnerPad => Pad(0x36);

    /// <summary>The key XOR 0x5c, a block long: what SQL hashes before the inner hash.</summary>
    internal byte[] OuterPad => Pad(0x5c);

    /// <param name="text">The secret; null where there is none.</param>
    /// <param name="from">Where it comes from, for the message.</param>
    /// <exception cref="PlatformException">Configuration, <c>mask-secret</c>: there is none, or it is too short; the message does not repeat it.</exception>
    public static MaskSecret Parse(string? text, string from) => text is { Length: >= LeastCharacters }
        ? new MaskSecret(Encoding.UTF8.GetBytes(text))
        : throw new PlatformException(Stage.Configure, ExitCode.Configuration,
            string.IsNullOrEmpty(text) ? $"{from} is not set, and the table has a column with mask: hash." : $"{from} has {text.Length} characters, a secret has {LeastCharacters} or more.",
            "make one with: openssl rand -hex 32; the same for every table of the stack, for ever: another one gives other hashes")
        { Kind = "mask-secret" };

    /// <summary>HMAC-SHA-256 of <paramref name="message"/> as 64 lower-case hexadecimal digits.</summary>
    internal void Hash(ReadOnlySpan<byte> message, Span<byte> hexadecimal)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, message, hash);
        Convert.TryToHexStringLower(hash, hexadecimal, out _);
    }

    public override string ToString() => "mask secret";

    private byte[] Pad(byte with)
    {
        var block = new byte[BlockBytes];
        if (_key.Length > BlockBytes) SHA256.HashData(_key, block);
        else _key.CopyTo(block, 0);
        foreach (ref var value in block.AsSpan()) value ^= with;
        return block;
    }
}

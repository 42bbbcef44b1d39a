using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Sources.Postgres.Wire.Authentication;

/// <summary>
/// SCRAM-SHA-256 as RFC 5802 and RFC 7677 have it: neither side shows the password, and the server proves that it knows it.
/// PostgreSQL takes the user from the startup message and ignores the one in here.
/// </summary>
internal sealed class ScramClient(string password, string gs2Header, byte[] channelBinding, string nonce)
{
    public const string Mechanism = "SCRAM-SHA-256";

    /// <summary>With channel binding to the server's certificate (RFC 5929, tls-server-end-point).</summary>
    public const string PlusMechanism = "SCRAM-SHA-256-PLUS";

    /// <summary>The client cannot bind to a channel, or must not.</summary>
    public const string NoBinding = "n,,";

    /// <summary>The client could, but the server did not offer it: lets the server notice that its offer was removed on the way.</summary>
    public const string BindingNotOffered = "y,,";

    public const string Binding = "p=tls-server-end-point,,";

    /// <summary>PostgreSQL's default is 4,096; anything beyond this would be an attack on the client's time.</summary>
    private const int MaxIterations = 10_000_000;

    private readonly string _clientFirstBare = $"n=,r={nonce}";
    private byte[]? _serverSignature;

    public string First => gs2Header + _clientFirstBare;

    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));

    /// <summary>Answers the server's first message with the proof.</summary>
    /// <exception cref="FormatException">The message is malformed, or its nonce does not continue ours.</exception>
    public string Final(string serverFirst)
    {
        var fields = serverFirst.Split(',');
        if (fields.Length < 3) throw new FormatException("The server's SCRAM message lacks fields.");
        var serverNonce = Value(fields[0], 'r');
        var salt = Convert.FromBase64String(Value(fields[1], 's'));
        if (!serverNonce.StartsWith(nonce, StringComparison.Ordinal) || serverNonce.Length == nonce.Length)
            throw new FormatException("The server's SCRAM nonce does not continue the client's.");
        if (!int.TryParse(Value(fields[2], 'i'), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < 1 or > MaxIterations)
            throw new FormatException("The server's SCRAM iteration count is out of range.");

        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(SaslPrep.Prepare(password)), salt, iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var bound = Convert.ToBase64String([.. Encoding.ASCII.GetBytes(gs2Header), .. channelBinding]);
        var withoutProof = $"c={bound},r={serverNonce}";
        var authMessage = Encoding.UTF8.GetBytes($"{_clientFirstBare},{serverFirst},{withoutProof}");
        var proof = HMACSHA256.HashData(SHA256.HashData(clientKey), authMessage);
        for (var i = 0; i < proof.Length; i++) proof[i] ^= clientKey[i];
        _serverSignature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), authMessage);
        return $"{withoutProof},p={Convert.ToBase64String(proof)}";
    }

    /// <summary>True where the server's last message proves that it knows the password.</summary>
    public bool Verify(string serverFinal)
    {
        var field = serverFinal.Split(',')[0];
        if (_serverSignature is null || !field.StartsWith("v=", StringComparison.Ordinal)) return false;
        Span<byte> signature = stackalloc byte[64];
        return Convert.TryFromBase64String(field[2..], signature, out var length) && CryptographicOperations.FixedTimeEquals(signature[..length], _serverSignature);
    }

    private static string Value(string field, char name) =>
        field.Length > 2 && field[0] == name && field[1] == '=' ? field[2..] : throw new FormatException("The server's SCRAM message lacks a field.");
}

using System.Security.Cryptography;
using System.Text;

namespace Platform.Ledger.Logins;

/// <summary>
/// A password as PostgreSQL stores it (RFC 5803, SCRAM-SHA-256): sent in its place, as psql's <c>\password</c> does, so that no server log and no statistics view ever
/// holds the password itself.
/// </summary>
internal static class ScramVerifier
{
    /// <summary>PostgreSQL's own default of <c>scram_iterations</c>.</summary>
    private const int Iterations = 4096;

    private const int SaltBytes = 16;

    /// <param name="password">ASCII, so that there is nothing to normalize.</param>
    public static string Of(string password) => Of(password, RandomNumberGenerator.GetBytes(SaltBytes));

    internal static string Of(string password, byte[] salt)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}";
    }
}

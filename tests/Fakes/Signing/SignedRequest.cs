using System.Security.Cryptography;
using System.Text;

namespace Platform.Fakes.Signing;

/// <summary>A request whose signature was right: what the signatures of its chunks continue from.</summary>
public sealed record SignedRequest(string Date, string Scope, byte[] Key, string Signature, string PayloadHash)
{
    /// <summary>Continues the chain: the signature of what comes next.</summary>
    public SignedRequest Next(string kind, params ReadOnlySpan<string> hashes)
    {
        var text = $"{kind}\n{Date}\n{Scope}\n{Signature}\n{string.Join('\n', hashes.ToArray())}";
        return this with { Signature = Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text))) };
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.Sources.Postgres.Wire.Tls;

/// <summary>tls-server-end-point (RFC 5929, section 4.1): the certificate's hash by its own signature's algorithm, SHA-256 instead of MD5 and SHA-1.</summary>
internal static class ServerCertificateHash
{
    /// <returns>Null where the signature's algorithm names no single hash (Ed25519, RSASSA-PSS).</returns>
    public static byte[]? Compute(X509Certificate2 certificate) => certificate.SignatureAlgorithm.Value switch
    {
        // RSA with MD5, SHA-1, SHA-256; ECDSA with SHA-1, SHA-256.
        "1.2.840.113549.1.1.4" or "1.2.840.113549.1.1.5" or "1.2.840.113549.1.1.11" or "1.2.840.10045.4.1" or "1.2.840.10045.4.3.2" => SHA256.HashData(certificate.RawData),
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => SHA384.HashData(certificate.RawData),
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => SHA512.HashData(certificate.RawData),
        _ => null,
    };
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Platform.Services;

/// <summary>
/// A certificate authority made for one test, with certificates for a server and for clients; PEM throughout. Keys are P-256: made in
/// a millisecond.
/// </summary>
public sealed class ServerCertificates : IDisposable
{
    private readonly X509Certificate2 _authority;

    public ServerCertificates(string commonName = "Platform test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        var now = TimeProvider.System.GetUtcNow();
        _authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    /// <summary>The authority's certificate: what a client verifies the server against.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>Settings that turn TLS on with the files of <see cref="ServerFiles"/>.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["ssl"] = "on",
        ["ssl_cert_file"] = "server.crt",
        ["ssl_key_file"] = "server.key",
        ["ssl_ca_file"] = "root.crt",
    };

    /// <summary>Files for the data directory of a server of this name; the name is a host name or an IP address.</summary>
    public IReadOnlyDictionary<string, byte[]> ServerFiles(string name = "localhost")
    {
        var (certificate, key) = Issue(name, isServer: true);
        return new Dictionary<string, byte[]>
        {
            ["server.crt"] = Encoding.ASCII.GetBytes(certificate),
            ["server.key"] = Encoding.ASCII.GetBytes(key),
            ["root.crt"] = Encoding.ASCII.GetBytes(AuthorityPem),
        };
    }

    /// <summary>A client certificate whose common name is a database role, and its key.</summary>
    public (string CertificatePem, string KeyPem) ForClient(string role) => Issue(role, isServer: false);

    public void Dispose() => _authority.Dispose();

    private (string CertificatePem, string KeyPem) Issue(string name, bool isServer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (isServer)
        {
            var names = new SubjectAlternativeNameBuilder();
            if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
            else names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }

        var now = TimeProvider.System.GetUtcNow();
        using var issued = request.Create(_authority, now.AddHours(-1), now.AddDays(10), RandomNumberGenerator.GetBytes(8));
        return (issued.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}

using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Wire.Tls;

/// <summary>TLS over a connection as the URL's sslmode asks. The name verified is the URL's host, whatever address was connected to.</summary>
internal sealed class TlsClient(ConnectionUrl url)
{
    private readonly X509Certificate2Collection _roots = LoadRoots(url.SslRootCert);
    private string? _refusal;

    /// <summary>The stream's certificate, as SCRAM binds to it.</summary>
    public byte[]? CertificateHash { get; private set; }

    /// <summary>Asks the server for TLS on a connection that nothing was sent on yet; null where it offers none and sslmode does without.</summary>
    /// <exception cref="PlatformException">The server offers no TLS, the handshake failed, or the certificate is not what sslmode asks for.</exception>
    public SslStream? Start(Stream stream) => ServerAccepts(stream) ? Authenticate(stream) : null;

    /// <summary>One byte answers a TLS request. It is read alone: bytes sent along with it in the clear must not be taken for decrypted ones (CVE-2021-23222).</summary>
    private bool ServerAccepts(Stream stream)
    {
        stream.Write(FrontendMessage.TlsRequest());
        switch (stream.ReadByte())
        {
            case 'S': return true;
            case 'N' when url.EffectiveSslMode is SslMode.Prefer: return false;
            case 'N':
                throw new PlatformException(Stage.Connect, ExitCode.Configuration, "The server does not offer TLS, and the connection URL's sslmode asks for it.",
                    "turn ssl on at the server, or relax sslmode in the connection URL")
                { Kind = "tls-not-offered" };
            case -1: throw new EndOfStreamException();
            default:
                throw new PlatformException(Stage.Connect, ExitCode.TryAgain, "The server answered the request for TLS with an error.",
                    "try again; if it lasts, check that PostgreSQL listens on that host and port, and its log")
                { Kind = "connection-lost" };
        }
    }

    private SslStream Authenticate(Stream stream)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            tls.AuthenticateAsClient(Options());
            if (tls.RemoteCertificate is { } certificate)
            {
                using var loaded = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
                CertificateHash = ServerCertificateHash.Compute(loaded);
            }

            return tls;
        }
        catch (AuthenticationException e)
        {
            tls.Dispose();
            throw new PlatformException(Stage.Connect, ExitCode.Configuration, _refusal ?? "The TLS handshake with the server failed.",
                "check sslmode, sslrootcert, sslcert and sslkey in the connection URL against the server's certificate and host name", e)
            { Kind = FailureKinds.TlsFailed };
        }
        catch
        {
            tls.Dispose();
            throw;
        }
    }

    private SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = url.Host,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(certificate, chain, errors),
        ClientCertificateContext = url.SslCert is null ? null : ClientCertificate(url.SslCert, url.SslKey!),
    };

    private bool Accept(X509Certificate? certificate, X509Chain? given, SslPolicyErrors errors)
    {
        if (url.EffectiveSslMode is not (SslMode.VerifyCa or SslMode.VerifyFull)) return true;
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) return Refuse("The server presented no certificate.");
        if (!IsTrusted(certificate, given, errors))
        {
            return Refuse(url.SslRootCert is null or "system"
                ? "The server's certificate is not issued by a root that this machine trusts."
                : "The server's certificate is not issued by a root in sslrootcert.");
        }

        return url.EffectiveSslMode != SslMode.VerifyFull || !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            || Refuse("The server's certificate does not name the host of the connection URL.");
    }

    private bool IsTrusted(X509Certificate certificate, X509Chain? given, SslPolicyErrors errors)
    {
        if (url.SslRootCert is null or "system") return !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors);
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        if (given is not null) chain.ChainPolicy.ExtraStore.AddRange(given.ChainPolicy.ExtraStore);
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(leaf);
    }

    private static X509Certificate2Collection LoadRoots(string? file)
    {
        var roots = new X509Certificate2Collection();
        if (file is not null and not "system") Load("sslrootcert", file, roots.ImportFromPemFile);
        return roots;
    }

    private static SslStreamCertificateContext ClientCertificate(string certificateFile, string keyFile)
    {
        X509Certificate2? certificate = null;
        var issuers = new X509Certificate2Collection();
        Load("sslcert and sslkey", certificateFile, _ => certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile));
        Load("sslcert", certificateFile, issuers.ImportFromPemFile);
        return SslStreamCertificateContext.Create(certificate!, issuers, offline: true);
    }

    private static void Load(string parameter, string file, Action<string> load)
    {
        try
        {
            load(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new PlatformException(Stage.Connect, ExitCode.Configuration, $"The file of {parameter} cannot be read as PEM: {file}.",
                "check the path in the connection URL, its permissions, and that the key is not encrypted", e)
            { Kind = "certificate-unreadable" };
        }
    }

    private bool Refuse(string reason)
    {
        _refusal = reason;
        return false;
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Scuttlegen.Nats.Tests;

/// <summary>A certificate authority of the test's own.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;

    public CertificateAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    /// <summary>Writes the authority's certificate to <c>ca.pem</c>.</summary>
    public string WriteTo(string folder, string file = "ca.pem") => Write(folder, file, _certificate.ExportCertificatePem());

    /// <summary>Issues a certificate, for servers and clients alike, and writes it with its key to <c>&lt;name&gt;-cert.pem</c> and <c>&lt;name&gt;-key.pem</c>.</summary>
    /// <param name="folder">Where to write to.</param>
    /// <param name="name">Whose it is.</param>
    /// <param name="address">The address that it vouches for. Default: the loopback address.</param>
    public (string Certificate, string Key) Issue(string folder, string name, IPAddress? address = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address ?? IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var certificate = request.Create(_certificate, _certificate.NotBefore, _certificate.NotAfter, RandomNumberGenerator.GetBytes(8));
        return (Write(folder, name + "-cert.pem", certificate.ExportCertificatePem()), Write(folder, name + "-key.pem", key.ExportPkcs8PrivateKeyPem()));
    }

    public void Dispose() => _certificate.Dispose();

    private static string Write(string folder, string file, string pem)
    {
        var path = Path.Combine(folder, file);
        File.WriteAllText(path, pem);
        return path;
    }
}

using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Microblog.Outgoing;

/// <summary>The one place where a handler for foreign addresses is set up.</summary>
internal static class PeerHandler
{
    public static SocketsHttpHandler Create(PeerConnector connector, TimeSpan connectTimeout, bool keepsConnections = true) => new()
    {
        ConnectCallback = connector.ConnectAsync,
        ConnectTimeout = connectTimeout,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli | DecompressionMethods.Deflate,
        MaxResponseHeadersLength = 16,                            // kB
        MaxResponseDrainSize = 16 * 1024,                         // a longer rest costs the connection instead
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        MaxConnectionsPerServer = 4,
        // A notice goes to thousands of hosts once: what is not used again soon must not stay open.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = keepsConnections ? TimeSpan.FromMinutes(5) : TimeSpan.Zero, // then the name is looked up and judged anew
        ActivityHeadersPropagator = null,                         // our trace ids are nobody else's business
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = ChainPolicy() },
    };

    // A certificate can name an address to download its issuer or its revocation list from: another way for a stranger
    // to have us fetch something, past the judge. So nothing is downloaded; a peer must send its intermediate certificates.
    private static X509ChainPolicy ChainPolicy() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
    };
}

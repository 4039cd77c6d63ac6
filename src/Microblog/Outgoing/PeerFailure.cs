namespace Microblog.Outgoing;

/// <summary>Why a peer gave no answer that we could use.</summary>
public enum PeerFailure
{
    /// <summary>We do not connect to such an address: its scheme, host, port or the network it lies in.</summary>
    Refused,

    /// <summary>The name does not resolve, nobody listens, or TLS failed.</summary>
    NotConnected,

    /// <summary>The deadline passed before the answer was complete.</summary>
    TimedOut,

    /// <summary>The headers or the body are longer than we read.</summary>
    TooLarge,

    TooManyRedirects,

    /// <summary>What came back is not HTTP, ended early, or could not be decompressed.</summary>
    BadAnswer,
}

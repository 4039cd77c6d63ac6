using System.Net;

namespace Microblog.Outgoing;

/// <summary>Section <c>Microblog:Federation</c>: whom we speak with, and how patiently.</summary>
public sealed class FederationSettings
{
    /// <summary>Speak with peers over plain http too. Only for development: signatures do not hide anything.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Networks in CIDR notation that we connect to although they are not public, such as <c>127.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> AllowedPrivateNetworks { get; init; } = [];

    /// <summary>Speak only with servers that a policy allows by name: all others are as blocked.</summary>
    public bool AllowListMode { get; init; }

    /// <summary>Show actors and notices as documents only to peers that sign their requests. Pages for people are not concerned.</summary>
    public bool AuthorizedFetch { get; init; }

    /// <summary>For one request with all its redirects, from the look-up of the name to the last byte of the answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For the look-up of the name, the connection and the TLS handshake together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Call at start-up.</summary>
    /// <exception cref="FormatException">A setting is wrong; the message is a sentence that names it.</exception>
    public void Validate()
    {
        _ = ParseAllowedPrivateNetworks();
        ThrowUnlessSensible(RequestTimeout, nameof(RequestTimeout));
        ThrowUnlessSensible(ConnectTimeout, nameof(ConnectTimeout));
    }

    /// <summary><see cref="AllowedPrivateNetworks"/>, parsed.</summary>
    /// <exception cref="FormatException">An entry is not a network in CIDR notation.</exception>
    public IReadOnlyList<IPNetwork> ParseAllowedPrivateNetworks() => [.. AllowedPrivateNetworks.Select(ParseNetwork)];

    private static IPNetwork ParseNetwork(string text) =>
        IPNetwork.TryParse(text, out var network)
            ? network
            : throw new FormatException(
                $"Federation:{nameof(AllowedPrivateNetworks)} holds '{text}', which is not a network such as 127.0.0.0/8.");

    private static void ThrowUnlessSensible(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromMinutes(2))
            throw new FormatException($"Federation:{name} is {value}, but must be more than nothing and at most two minutes.");
    }
}

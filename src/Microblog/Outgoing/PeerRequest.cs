namespace Microblog.Outgoing;

/// <summary>What we ask of an address that a stranger chose.</summary>
/// <param name="Accept">The Accept header; null sends none.</param>
/// <param name="Sign">
/// Signs the request once it is complete. Called again for each redirect within the origin of <paramref name="Target"/>;
/// a request that is redirected to another origin goes there unsigned.
/// </param>
public sealed record PeerRequest(
    HttpMethod Method,
    Uri Target,
    string? Accept = null,
    ReadOnlyMemory<byte> Body = default,
    string? ContentType = null,
    Action<HttpRequestMessage>? Sign = null)
{
    /// <summary>Most bytes of the answer's body, counted after decompression. A successful answer to a GET that is longer is refused.</summary>
    public int MaxBody { get; init; } = 1_000_000;

    /// <summary>For the whole request with its redirects; null is <see cref="FederationSettings.RequestTimeout"/>.</summary>
    public TimeSpan? Deadline { get; init; }

    public static PeerRequest Get(Uri target, string accept, Action<HttpRequestMessage>? sign = null) =>
        new(HttpMethod.Get, target, accept, Sign: sign);

    public static PeerRequest Post(
        Uri target, ReadOnlyMemory<byte> body, string contentType, Action<HttpRequestMessage>? sign = null) =>
        new(HttpMethod.Post, target, Body: body, ContentType: contentType, Sign: sign);
}

using System.Net;

namespace Microblog.Outgoing;

/// <summary>What a peer answered, whatever its status.</summary>
/// <param name="FinalUri">Where the answer came from, after redirects.</param>
/// <param name="MediaType">The whole Content-Type header, as sent.</param>
/// <param name="Body">Decompressed. Only the beginning, unless it is a successful answer to a GET.</param>
/// <param name="RetryAfter">How long the peer asks us to stay away; never negative.</param>
public sealed record PeerAnswer(
    Uri FinalUri, HttpStatusCode Status, string? MediaType, byte[] Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and <= 299;
}

using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.WebFinger;

namespace Microblog.Federation.Remote;

/// <summary>Asks a server which actor a handle means.</summary>
/// <remarks>Source: RFC 7033; the actor's own document then says which name it goes by.</remarks>
public sealed class WebFinger(PeerDocuments documents, FederationSettings settings)
{
    /// <summary>Asks by https, and by http where the settings allow it.</summary>
    /// <returns>The actor's id, as that server says.</returns>
    /// <exception cref="DocumentUnavailableException">The server cannot be asked, or knows no such actor.</exception>
    public async Task<Uri> ActorOfAsync(Handle handle, CancellationToken ct)
    {
        var answer = await AskAsync(handle, ct);
        try
        {
            return WebFingerDocument.Parse(answer.Body).Actor
                ?? throw new DocumentUnavailableException(DocumentTrouble.NotThere, $"{handle} is no ActivityPub actor");
        }
        catch (MalformedActivityException malformed)
        {
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, malformed.Message, malformed);
        }
    }

    private async Task<PeerAnswer> AskAsync(Handle handle, CancellationToken ct)
    {
        try
        {
            return await documents.WebFingerAsync(AddressOf("https", handle), ct);
        }
        catch (DocumentUnavailableException unavailable) when (settings.AllowHttp && unavailable.Trouble == DocumentTrouble.Unreachable)
        {
            return await documents.WebFingerAsync(AddressOf("http", handle), ct);
        }
    }

    private static Uri AddressOf(string scheme, Handle handle) =>
        new($"{scheme}://{handle.Host}/.well-known/webfinger?resource={Uri.EscapeDataString("acct:" + handle)}");
}

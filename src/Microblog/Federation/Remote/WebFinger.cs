using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.WebFinger;

namespace Microblog.Federation.Remote;

/// <summary>Asks a server which actor a handle means.</summary>
/// <remarks>Source: RFC 7033; the actor's own document then says which name it goes by.</remarks>
public sealed class WebFinger(PeerDocuments documents, FederationSettings settings)
{
    // One piece of work may come to the same name twice: whom it means, and whether that actor may go by it.
    private readonly Dictionary<Handle, WebFingerDocument> answers = [];

    /// <summary>Asks whom a name means that somebody wrote.</summary>
    /// <returns>The actor's id, as the name's server says, and as the server of the name agrees under which the answer stands.</returns>
    /// <exception cref="DocumentUnavailableException">The server cannot be asked, knows no such actor, or answers about another name.</exception>
    public async Task<Uri> ActorOfAsync(Handle handle, CancellationToken ct)
    {
        var answer = await ReadAsync(handle, ct);
        if (answer.Handle is { } subject && !IsSame(subject, handle))
        {
            // A server may answer for names of another, which must say the same: asked once, wherever that would lead (RFC 7033 §4.4.1).
            var other = await ReadAsync(subject, ct);
            if (other.Handle is not { } settled || !IsSame(settled, subject) || !Ids.Same(other.Actor, answer.Actor))
                throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, $"{handle} is answered with {subject}, which does not agree");
        }

        return answer.Actor ?? throw new DocumentUnavailableException(DocumentTrouble.NotThere, $"{handle} is no ActivityPub actor");
    }

    /// <summary>Asks which actor a server gives one of its own names to; not again where that could not be had a moment ago. No other server is asked,
    /// whatever the answer's subject.</summary>
    /// <returns>The actor's id; null for none.</returns>
    /// <exception cref="DocumentUnavailableException">The server cannot be asked, or knows no such name.</exception>
    public async Task<Uri?> HolderAsync(Handle handle, CancellationToken ct) =>
        (await documents.UnlessMissedAsync(AddressOf("https", handle), () => ReadAsync(handle, ct))).Actor;

    private async Task<WebFingerDocument> ReadAsync(Handle handle, CancellationToken ct)
    {
        if (answers.TryGetValue(handle, out var known))
            return known;
        var answer = await AskAsync(handle, ct);
        try
        {
            return answers[handle] = WebFingerDocument.Parse(answer.Body);
        }
        catch (MalformedActivityException malformed)
        {
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, malformed.Message, malformed);
        }
    }

    private static bool IsSame(Handle a, Handle b) =>
        string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase) && string.Equals(a.Host, b.Host, StringComparison.Ordinal);

    // By https, and by http where the settings allow it.
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

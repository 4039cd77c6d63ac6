using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Quotes;

/// <summary>Reads stamps from the servers of those who are quoted: one request for each, and none that could prove nothing.</summary>
/// <remarks>Source: FEP-044f, verifying a QuoteAuthorization.</remarks>
public sealed class RemoteStamps(Db db, PeerDocuments documents)
{
    /// <summary>Why the stamp does not prove that this notice may quote that one; null when it does.</summary>
    /// <param name="quoting">With its author.</param>
    /// <param name="quoted">With its author, who is elsewhere.</param>
    /// <exception cref="DocumentUnavailableException">It is not there, cannot be had, or is no stamp.</exception>
    public async Task<string?> ObjectionAsync(Uri stampId, Notice quoting, Notice quoted, CancellationToken ct)
    {
        var quotedAuthor = quoted.Author!;
        if (!Origin.Same(stampId, quotedAuthor.Uri))
            return "the stamp is not on the server of the author who is quoted";
        if (await db.Tombstones.AnyAsync(t => t.Uri == stampId && t.AuthorId == quotedAuthor.Id, ct))
            return "the stamp was taken back";

        var answer = await documents.ActivityPubAsync(stampId, ct);
        return Origin.ObjectionToFetched(Parse(answer.Body), answer.FinalUri, Claim(quoting, quoted, stampId), quotedAuthor.Uri);
    }

    private static QuoteAuthorization Parse(byte[] body)
    {
        try
        {
            return QuoteParser.ParseAuthorization(body);
        }
        catch (MalformedActivityException malformed)
        {
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, malformed.Message, malformed);
        }
    }

    // What the quoting notice says, and nothing else of it matters here.
    private static Note Claim(Notice quoting, Notice quoted, Uri stampId) =>
        new(quoting.Uri, quoting.Author!.Uri, "", null, null, null, null, false, null, [], [], [], []) { Quote = new NoteQuote(quoted.Uri, stampId) };
}

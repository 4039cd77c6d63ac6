using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Somebody tells that another changed or deleted a notice: a relay, a group. No more is believed than that it is worth asking; what
/// became of the notice, its own server says.</summary>
public sealed class HearSecondHand(Db db, RemoteNotes notes, OnUpdate update, OnDelete delete)
{
    /// <summary>Takes the version that the notice's own server has.</summary>
    /// <param name="by">Who is said to have changed it, which must be its author; null for whoever.</param>
    public async Task<Outcome> ChangedAsync(Uri note, Uri? by, CancellationToken ct) => await AuthorAsync(note, by, ct) is { } author
        ? await HearFromRelay.OrWhyNotAsync(async () => await ChangeAsync(note, author, ct))
        : Outcome.Ignored("we have no such notice of theirs");

    /// <summary>Deletes the notice if its own server no longer has it.</summary>
    /// <inheritdoc cref="ChangedAsync"/>
    public async Task<Outcome> DeletedAsync(Uri note, Uri? by, CancellationToken ct)
    {
        if (await AuthorAsync(note, by, ct) is not { } author)
            return Outcome.Ignored("we have no such notice of theirs");
        try
        {
            await notes.FetchAsync(note, ct);
            return Outcome.Ignored("its server still has it");
        }
        catch (DocumentUnavailableException unavailable) when (unavailable.Trouble == DocumentTrouble.NotThere)
        {
            return await delete.ReceiveAsync(new Delete(note, author.Uri, note), author, ct);
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }
    }

    private Task<Actor?> AuthorAsync(Uri note, Uri? by, CancellationToken ct) => db.Notices
        .Where(n => n.Uri == note && n.RepeatOfId == null && n.Author!.Host != "" && (by == null || n.Author.Uri == by))
        .Select(n => n.Author)
        .SingleOrDefaultAsync(ct);

    private async Task<Outcome> ChangeAsync(Uri id, Actor author, CancellationToken ct)
    {
        var note = await notes.FetchAsync(id, ct);
        return Ids.Same(note.AttributedTo, author.Uri)
            ? await update.ReceiveAsync(new Update(id, author.Uri, note, null), author, ct)
            : Outcome.Ignored("the note is another's now");
    }
}

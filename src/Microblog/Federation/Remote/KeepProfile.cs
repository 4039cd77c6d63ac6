using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices.Text;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Stores what a remote actor says of itself beyond its own row: its other names, the table on its profile, where it went, the emoji it uses.</summary>
public sealed class KeepProfile(Db db, KeepEmojis keepEmojis)
{
    /// <summary>Lines of a profile's table that are kept.</summary>
    private const int MostFields = 20;

    /// <summary>Copies what the document says; saving is the caller's.</summary>
    public async Task CopyAsync(ActorDocument document, Actor actor, CancellationToken ct)
    {
        CopyOtherName(document, actor);
        await CopyAliasesAsync(document, actor, ct);
        await CopyFieldsAsync(document, actor, ct);
        actor.MovedToId = await MovedToAsync(document, actor, ct);
        await keepEmojis.RunAsync(document.Emojis, actor, ct);
    }

    // A hint, and no more until the server of the name says the same (ActorNames).
    private static void CopyOtherName(ActorDocument document, Actor actor)
    {
        var own = $"{Actor.KeyOf(actor.ClaimedName)}@{actor.Host}";
        var said = document.WebFinger is { } handle ? $"{Actor.KeyOf(handle.Name)}@{handle.Host}" : own;
        var other = said == own ? null : said;
        if (actor.OtherName == other)
            return;
        (actor.OtherName, actor.HasOtherName) = (other, null);
        if (other is not null)
            actor.NameAskedAt = null;
    }

    private async Task CopyAliasesAsync(ActorDocument document, Actor actor, CancellationToken ct)
    {
        var stored = await db.ActorAliases.Where(a => a.ActorId == actor.Id).ToListAsync(ct);
        db.ActorAliases.RemoveRange(stored.Where(s => !document.AlsoKnownAs.Contains(s.Uri, Ids.Comparer)));
        db.ActorAliases.AddRange(document.AlsoKnownAs
            .Distinct(Ids.Comparer)
            .Where(uri => !stored.Exists(s => Ids.Same(s.Uri, uri)))
            .Select(uri => new ActorAlias { ActorId = actor.Id, Uri = uri }));
    }

    private async Task CopyFieldsAsync(ActorDocument document, Actor actor, CancellationToken ct)
    {
        var fields = document.Fields.Take(MostFields).ToList();
        var stored = await db.ProfileFields.Where(f => f.ActorId == actor.Id).ToListAsync(ct);
        db.ProfileFields.RemoveRange(stored.Where(f => f.Position >= fields.Count));
        for (var position = 0; position < fields.Count; position++)
        {
            var (name, html) = (fields[position].Name, HtmlCleaner.Clean(fields[position].Value));
            if (stored.Find(f => f.Position == position) is { } known)
                (known.Name, known.Html) = (name, html);
            else
                db.ProfileFields.Add(new ActorField { ActorId = actor.Id, Position = position, Name = name, Html = html });
        }
    }

    // Both ends must say so; of an actor that we do not know we know no such thing.
    private async Task<long?> MovedToAsync(ActorDocument document, Actor actor, CancellationToken ct)
    {
        if (document.MovedTo is not { } target)
            return null;
        var own = document.Id;
        return await db.Actors
            .Where(a => a.Uri == target && a.Id != actor.Id && a.Aliases.Any(x => x.Uri == own))
            .Select(a => (long?)a.Id)
            .SingleOrDefaultAsync(ct);
    }
}

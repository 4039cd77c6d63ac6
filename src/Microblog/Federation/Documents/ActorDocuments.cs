using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Emojis;
using Microblog.Media;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.WebFinger;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>Writes people here as ActivityPub says them.</summary>
public sealed class ActorDocuments(Db db, LocalUris uris, WikiPages wikiPages)
{
    /// <summary>The actor with its public key. A blocked one is written too: whether it is shown is the caller's to judge.</summary>
    /// <returns>Null when there is no such actor here.</returns>
    public async Task<ActorDocument?> OfAsync(long actorId, CancellationToken ct) =>
        await (
            from actor in db.Actors
            join key in db.SigningKeys on actor.Id equals key.ActorId
            where actor.Id == actorId && actor.Host == ""
            select new
            {
                Actor = actor,
                key.PublicPem,
                key.ProofMultikey,
                Wikis = actor.Account!.WikiIdentities
                    .Where(w => w.IsKnown)
                    .OrderBy(w => w.Id)
                    .Select(w => new WikiName(w.WikiId, w.Name))
                    .ToList(),
                Aliases = actor.Aliases.Select(a => a.Uri).ToList(),
                MovedTo = actor.MovedTo!.Uri,
                Fields = actor.Fields.OrderBy(f => f.Position).Select(f => new { f.Name, f.Html }).ToList(),
            })
            .AsNoTracking()
            .SingleOrDefaultAsync(ct) is { } found
                ? await WithEmojiAsync(
                    Write(found.Actor, found.PublicPem, found.Wikis, found.Fields.Select(f => new ProfileField(f.Name, f.Html.Value))) with
                    {
                        AssertionMethods = ProofKeys(found.Actor, found.ProofMultikey),
                        AlsoKnownAs = [.. found.Aliases.OrderBy(a => a.AbsoluteUri, StringComparer.Ordinal)],
                        MovedTo = found.MovedTo,
                        WebFinger = new Handle(found.Actor.Handle, uris.Host),
                    },
                    ct)
                : null;

    /// <summary>What is needed to check a signature of theirs, such as that of the Block: all that whom they blocked is shown.</summary>
    public static ActorDocument KeysAlone(ActorDocument actor) => new(
        actor.Id,
        actor.Type,
        actor.PreferredUsername,
        Name: null,
        Summary: null,
        Url: null,
        actor.Inbox,
        actor.SharedInbox,
        Outbox: null,
        Followers: null,
        Following: null,
        actor.PublicKey,
        actor.ManuallyApprovesFollowers,
        Icon: null,
        Image: null,
        Published: null,
        Fields: [])
    {
        AssertionMethods = actor.AssertionMethods,
    };

    private async Task<ActorDocument> WithEmojiAsync(ActorDocument actor, CancellationToken ct)
    {
        var emojis = await EmojiSet.ReadAsync(db, [("", actor.Name), ("", actor.Summary)], ct);
        return actor with { Emojis = [.. emojis.In("", actor.Name, actor.Summary).Select(NoteDocuments.EmojiOf)] };
    }

    private static string? TypeOf(Uri? picture) => picture is null ? null : MediaFiles.TypeOf(picture.AbsolutePath);

    private IReadOnlyList<Multikey> ProofKeys(Actor actor, string? multikey) =>
        multikey is null ? [] : [new Multikey(uris.ProofKey(actor.Id), actor.Uri, multikey)];

    // The page on the wiki comes first: it is what says who somebody is.
    private ActorDocument Write(Actor actor, string publicPem, IEnumerable<WikiName> wikis, IEnumerable<ProfileField> fields)
    {
        var isServer = actor.Id == InstanceActor.ActorId;
        return new ActorDocument(
            actor.Uri,
            actor.Kind.ToString(),
            actor.Handle,
            actor.DisplayName,
            actor.SummaryHtml.Value,
            isServer ? uris.Base : uris.Profile(actor.Handle),
            uris.Inbox(actor.Id),
            uris.SharedInbox,
            uris.Outbox(actor.Id),
            isServer ? null : uris.Followers(actor.Id),
            isServer ? null : uris.Following(actor.Id),
            new ActorKey(uris.Key(actor.Id), actor.Uri, publicPem),
            actor.IsLocked,
            actor.IconUrl,
            actor.ImageUrl,
            actor.CreatedAt,
            [.. wikis.Select(wikiPages.UserPage).OfType<WikiUserPage>().Select(page => new ProfileField("Wiki", page.ToHtml())), .. fields])
        {
            Featured = isServer ? null : uris.Featured(actor.Id),
            Liked = isServer ? null : uris.Liked(actor.Id),
            Discoverable = actor.IsDiscoverable,
            Indexable = actor.IsIndexable,
            IconMediaType = TypeOf(actor.IconUrl),
            ImageMediaType = TypeOf(actor.ImageUrl),
        };
    }
}

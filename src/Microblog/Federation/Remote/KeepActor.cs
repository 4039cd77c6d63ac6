using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation.Domains;
using Microblog.Notices.Text;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Stores what a remote actor's own server says of it: once per id, its keys with it.</summary>
public sealed class KeepActor(Db db, KeepProfile profile, DomainPolicies policies, Snowflake ids, TimeProvider clock)
{
    private const int MostKeys = 5;

    /// <summary>Stores or updates the actor.</summary>
    /// <param name="document">Believed: fetched from its own origin or signed by the actor itself.</param>
    public async Task<Actor> RunAsync(ActorDocument document, CancellationToken ct)
    {
        try
        {
            return await StoreWholeAsync(document, ct);
        }
        catch (DbUpdateException)
        {
            // Two requests met the same new actor; the other one stored it.
            db.ChangeTracker.Clear();
            return await StoreWholeAsync(document, ct);
        }
    }

    private async Task<Actor> StoreWholeAsync(ActorDocument document, CancellationToken ct)
    {
        Actor? stored = null;
        await db.InOneTransactionAsync(async () => stored = await StoreAsync(document, ct), ct);
        return stored!;
    }

    private async Task<Actor> StoreAsync(ActorDocument document, CancellationToken ct)
    {
        var host = Origin.HostOf(document.Id);
        var handleKey = Actor.KeyOf(document.PreferredUsername);
        var actor = await db.Actors.SingleOrDefaultAsync(a => a.Uri == document.Id, ct);
        if (actor is null)
        {
            actor = new Actor
            {
                Id = ids.Next(),
                Uri = document.Id,
                Handle = document.PreferredUsername,
                HandleKey = handleKey,
                Host = host,
                DisplayName = "",
                CreatedAt = clock.GetUtcNow(),
            };
            db.Actors.Add(actor);
        }

        await NameAsync(actor, document.PreferredUsername, ct);
        Copy(document, actor);
        var rule = await policies.OfAsync(host, ct);
        actor.HostStanding = rule.Standing;
        if (rule.RejectsMedia)
            (actor.IconUrl, actor.ImageUrl) = (null, null);
        await profile.CopyAsync(document, actor, ct);
        await CopyKeysAsync(document, actor, ct);
        await db.SaveChangesAsync(ct);
        return actor;
    }

    private void Copy(ActorDocument document, Actor actor)
    {
        actor.Kind = Enum.TryParse<ActorKind>(document.Type, out var kind) ? kind : ActorKind.Person;
        actor.DisplayName = string.IsNullOrWhiteSpace(document.Name) ? document.PreferredUsername : document.Name;
        actor.SummaryHtml = HtmlCleaner.Clean(document.Summary);
        actor.Url = document.Url;
        actor.Inbox = document.Inbox;
        actor.InboxHost = Origin.HostOf(document.Inbox);

        // One that lies elsewhere would let a stranger point a whole server's deliveries at a third.
        actor.SharedInbox = document.SharedInbox is { } shared && Origin.Same(shared, document.Inbox) ? shared : null;
        actor.FollowersUri = document.Followers;
        actor.OutboxUri = document.Outbox;
        actor.FeaturedUri = document.Featured;
        actor.IconUrl = document.Icon;
        actor.ImageUrl = document.Image;
        actor.IsDiscoverable = document.Discoverable;
        actor.IsIndexable = document.Indexable;
        actor.IsSuspendedThere = document.Suspended;
        actor.IsLocked = document.ManuallyApprovesFollowers;
        actor.FetchedAt = clock.GetUtcNow();
        actor.GoneAt = null;
    }

    // A name that somebody has here is not taken from them because another goes by it: its server is asked first (ActorNames).
    private async Task NameAsync(Actor actor, string name, CancellationToken ct)
    {
        var key = Actor.KeyOf(name);
        if (db.Entry(actor).State != EntityState.Added && Actor.KeyOf(actor.ClaimedName) == key)
        {
            if (!actor.IsNameContested)
                actor.GoBy(name);
            return;
        }

        var holder = await db.Actors.SingleOrDefaultAsync(a => a.HandleKey == key && a.Host == actor.Host && a.Id != actor.Id, ct);
        if (holder is { GoneAt: not null })
        {
            holder.LoseName();
            await db.SaveChangesAsync(ct);
        }

        actor.GoBy(name);
        actor.NameAskedAt = null;
        var address = $"{key}@{actor.Host}";
        if (holder is { GoneAt: null } || await db.Actors.AnyAsync(a => a.HasOtherName == true && a.OtherName == address && a.Id != actor.Id && a.GoneAt == null, ct))
            actor.LoseName();
    }

    private async Task CopyKeysAsync(ActorDocument document, Actor actor, CancellationToken ct)
    {
        var keys = KeysOf(document).Where(k => ActorPublicKey.TryParse(k.Encoded, out _))
            .DistinctBy(k => k.Id.AbsoluteUri, StringComparer.Ordinal)
            .Take(MostKeys)
            .ToList();
        var stored = await db.PublicKeys.Where(k => k.ActorId == actor.Id).ToListAsync(ct);

        // A key stays with its first verified owner: a second actor cannot take it over by listing it.
        var uris = keys.Select(k => k.Id).ToArray();
        var others = await db.PublicKeys.Where(k => uris.Contains(k.KeyUri) && k.ActorId != actor.Id).Select(k => k.KeyUri).ToListAsync(ct);
        keys.RemoveAll(k => others.Contains(k.Id, Ids.Comparer));
        foreach (var key in keys)
        {
            if (stored.Find(s => Ids.Same(s.KeyUri, key.Id)) is { } known)
                (known.Encoded, known.FetchedAt) = (key.Encoded, clock.GetUtcNow());
            else
                db.PublicKeys.Add(new ActorPublicKey { KeyUri = key.Id, ActorId = actor.Id, Encoded = key.Encoded, FetchedAt = clock.GetUtcNow() });
        }

        db.PublicKeys.RemoveRange(stored.Where(s => !keys.Exists(k => Ids.Same(k.Id, s.KeyUri))));
    }

    /// <summary>The keys for requests, and those for proofs, that the actor and the keys agree on.</summary>
    private static IEnumerable<ListedKey> KeysOf(ActorDocument document) =>
        document.OtherKeys.Prepend(document.PublicKey).OfType<ActorKey>()
            .Where(k => Origin.Objection(k, document) is null)
            .Select(k => new ListedKey(k.Id, k.Pem))
            .Concat(document.AssertionMethods
                .Where(k => Origin.Objection(k, document) is null)
                .Select(k => new ListedKey(k.Id, k.PublicKeyMultibase)));

    private sealed record ListedKey(Uri Id, string Encoded);
}

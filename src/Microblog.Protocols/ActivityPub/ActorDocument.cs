using Microblog.Protocols.WebFinger;

namespace Microblog.Protocols.ActivityPub;

/// <summary>An actor, as ActivityPub says it.</summary>
/// <param name="Type">Person, Service, Application, Group or Organization.</param>
/// <param name="PreferredUsername">
/// The part of the handle before the @; see <see cref="Handle.IsName"/>.
/// </param>
/// <param name="Summary">HTML as it was sent: clean it before anybody sees it.</param>
/// <param name="Url">The profile page; null unless that is on the host of <paramref name="Id"/>.</param>
/// <param name="Followers">
/// Null unless on the actor's own server; so are <paramref name="Following"/> and <paramref name="Outbox"/>.
/// </param>
/// <param name="PublicKey">The first key that names this actor as its owner.</param>
public sealed record ActorDocument(
    Uri Id,
    string Type,
    string PreferredUsername,
    string? Name,
    string? Summary,
    Uri? Url,
    Uri Inbox,
    Uri? SharedInbox,
    Uri? Outbox,
    Uri? Followers,
    Uri? Following,
    ActorKey? PublicKey,
    bool ManuallyApprovesFollowers,
    Uri? Icon,
    Uri? Image,
    DateTimeOffset? Published,
    IReadOnlyList<ProfileField> Fields)
{
    /// <summary>Further keys that name this actor as their owner.</summary>
    public IReadOnlyList<ActorKey> OtherKeys { get; init; } = [];

    /// <summary>The pinned notes; null unless on the actor's own server.</summary>
    public Uri? Featured { get; init; }

    /// <summary>What the actor likes; null unless on the actor's own server.</summary>
    /// <remarks>Source: ActivityPub §5.5.</remarks>
    public Uri? Liked { get; init; }

    /// <summary>The hashtags put forward; null unless on the actor's own server.</summary>
    public Uri? FeaturedTags { get; init; }

    /// <summary>Other actors that this one says it also is: believed when they say so, too.</summary>
    public IReadOnlyList<Uri> AlsoKnownAs { get; init; } = [];

    /// <summary>Where the actor went: believed when that lists this actor in <see cref="AlsoKnownAs"/>.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>Whether it may be put forward, as in a directory; null when nothing was said.</summary>
    public bool? Discoverable { get; init; }

    /// <summary>Whether its public notices may be found by searching; null when nothing was said.</summary>
    /// <remarks>Source: FEP-5feb.</remarks>
    public bool? Indexable { get; init; }

    /// <summary>Whether its own server has suspended it.</summary>
    public bool Suspended { get; init; }

    /// <summary>Whether the person has died.</summary>
    public bool Memorial { get; init; }

    public string? IconMediaType { get; init; }

    public string? ImageMediaType { get; init; }

    /// <summary>The pictures that stand for <c>:shortcodes:</c> in name, summary and fields.</summary>
    public IReadOnlyList<EmojiTag> Emojis { get; init; } = [];

    /// <summary>Keys for proofs and signatures of kinds other than RSA; only those that it controls.</summary>
    /// <remarks>Source: FEP-521a.</remarks>
    public IReadOnlyList<Multikey> AssertionMethods { get; init; } = [];

    /// <summary>How the actor says that people name it; a claim, which WebFinger must confirm.</summary>
    /// <remarks>Source: FEP-2c59.</remarks>
    public Handle? WebFinger { get; init; }

    /// <summary>Hosts whose pages may name this actor as their author; lower case.</summary>
    /// <remarks>COMPAT(Mastodon): toot:attributionDomains.</remarks>
    public IReadOnlyList<string> AttributionDomains { get; init; } = [];

    /// <summary>Of a group: whether only its moderators may post.</summary>
    /// <remarks>COMPAT(Lemmy).</remarks>
    public bool PostingRestrictedToMods { get; init; }

    /// <summary>The key of that id, if the actor lists it.</summary>
    public ActorKey? KeyWithId(Uri keyId) =>
        PublicKey is { } key && Ids.Same(key.Id, keyId) ? key : OtherKeys.FirstOrDefault(k => Ids.Same(k.Id, keyId));
}

/// <summary>A public key and whose it claims to be.</summary>
/// <param name="Pem">As it was sent; <see cref="Signatures.PublicKey.TryParse"/> judges it.</param>
public sealed record ActorKey(Uri Id, Uri Owner, string Pem);

/// <summary>A public key of any kind and whose it claims to be.</summary>
/// <param name="PublicKeyMultibase">As it was sent, such as <c>z6Mk…</c> for Ed25519.</param>
/// <remarks>Source: Controlled Identifiers §2.2.2, FEP-521a.</remarks>
public sealed record Multikey(Uri Id, Uri Controller, string PublicKeyMultibase);

/// <summary>A line of the table on a profile.</summary>
/// <param name="Value">HTML as it was sent.</param>
public sealed record ProfileField(string Name, string Value);

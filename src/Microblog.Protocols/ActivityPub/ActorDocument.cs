namespace Microblog.Protocols.ActivityPub;

/// <summary>An actor, as ActivityPub says it.</summary>
/// <param name="Type">Person, Service, Application, Group or Organization.</param>
/// <param name="PreferredUsername">
/// The part of the handle before the @; see <see cref="WebFinger.Handle.IsName"/>.
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

    /// <summary>The key of that id, if the actor lists it.</summary>
    public ActorKey? KeyWithId(Uri keyId) =>
        PublicKey is { } key && Ids.Same(key.Id, keyId) ? key : OtherKeys.FirstOrDefault(k => Ids.Same(k.Id, keyId));
}

/// <summary>A public key and whose it claims to be.</summary>
/// <param name="Pem">As it was sent; <see cref="Signatures.PublicKey.TryParse"/> judges it.</param>
public sealed record ActorKey(Uri Id, Uri Owner, string Pem);

/// <summary>A line of the table on a profile.</summary>
/// <param name="Value">HTML as it was sent.</param>
public sealed record ProfileField(string Name, string Value);

using System.Globalization;
using Microblog.Protocols.ActivityPub;
using Microblog.Web;

namespace Microblog.Actors;

/// <summary>The addresses of what lives here. They are ids for other servers, so none may ever change.</summary>
public sealed class LocalUris(MicroblogSettings settings)
{
    private const string Users = "/users/";

    /// <summary>Scheme, host and port, ending in a slash.</summary>
    public Uri Base { get; } = new(settings.BaseUrl.GetLeftPart(UriPartial.Authority) + "/");

    /// <summary>What stands behind the second @ of everyone here: the host, with the port when it is not the usual one.</summary>
    public string Host { get; } = Origin.HostOf(settings.BaseUrl);

    public Uri SharedInbox => new(Base, "inbox");

    public Uri Actor(long actorId) => At($"users/{actorId}");

    public Uri Inbox(long actorId) => At($"users/{actorId}/inbox");

    public Uri Outbox(long actorId) => At($"users/{actorId}/outbox");

    public Uri Followers(long actorId) => At($"users/{actorId}/followers");

    public Uri Following(long actorId) => At($"users/{actorId}/following");

    /// <summary>The pinned notices.</summary>
    public Uri Featured(long actorId) => At($"users/{actorId}/featured");

    /// <summary>The followers of one server, for that server alone.</summary>
    /// <remarks>Source: FEP-8fcf.</remarks>
    public Uri FollowersSynchronization(long actorId) => At($"users/{actorId}/followers_synchronization");

    public Uri Key(long actorId) => At($"users/{actorId}#main-key");

    /// <summary>The key that proofs in an actor's documents name.</summary>
    public Uri ProofKey(long actorId) => At($"users/{actorId}#proof-key");

    /// <summary>The page for people.</summary>
    public Uri Profile(string handle) => At($"@{handle}");

    public Uri Notice(long noticeId) => At($"notices/{noticeId}");

    /// <summary>A notice's page for people.</summary>
    public Uri NoticePage(string handle, long noticeId) => At($"@{handle}/{noticeId}");

    public Uri Follow(long followId) => At($"follows/{followId}");

    public Uri PersonalBlock(long blockId) => At($"blocks/{blockId}");

    public Uri Like(long likeId) => At($"likes/{likeId}");

    public Uri Liked(long actorId) => At($"users/{actorId}/liked");

    public Uri LikesOf(long noticeId) => At($"notices/{noticeId}/likes");

    /// <summary>The collection of a notice's repeats.</summary>
    public Uri SharesOf(long noticeId) => At($"notices/{noticeId}/shares");

    /// <summary>The answers to a notice from here.</summary>
    public Uri Replies(long noticeId) => At($"notices/{noticeId}/replies");

    /// <summary>The conversation that a notice from here began.</summary>
    public Uri Context(long rootId) => At($"contexts/{rootId}");

    /// <summary>The Note that carries a vote of somebody here; nothing is served there.</summary>
    public Uri Vote(long actorId, long voteId) => At($"users/{actorId}#votes/{voteId}");

    /// <summary>The proof that a notice from here may be quoted.</summary>
    public Uri QuoteStamp(long stampId) => At($"quotes/{stampId}");

    /// <summary>The QuoteRequest for what a notice from here quotes; nothing is served there.</summary>
    public Uri QuoteRequest(long noticeId) => At($"notices/{noticeId}#quote-request");

    public Uri Emoji(long emojiId) => At($"emojis/{emojiId}");

    /// <summary>Where the picture of one of our emoji lies.</summary>
    public Uri EmojiFile(string file) => new(Base, "emojis/files/" + file);

    /// <summary>Where a file that we made of an upload lies.</summary>
    public Uri Media(string file) => new(Base, "media/" + file);

    /// <summary>Hashtag pages lie behind this.</summary>
    public string TagBase => new Uri(Base, "tags/").AbsoluteUri;

    /// <summary>The page of a tag.</summary>
    public Uri Tag(string key) => new(TagBase + Uri.EscapeDataString(key));

    public bool IsOurs(Uri uri) => Origin.Same(uri, Base);

    /// <summary>The number in the address of a local actor; null for any other address.</summary>
    public long? ActorIdOf(Uri uri) =>
        IsOurs(uri) && uri.Query.Length == 0 && uri.Fragment.Length == 0
        && uri.AbsolutePath.StartsWith(Users, StringComparison.Ordinal)
        && long.TryParse(uri.AbsolutePath.AsSpan(Users.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private Uri At(FormattableString path) => new(Base, path.ToString(CultureInfo.InvariantCulture));
}

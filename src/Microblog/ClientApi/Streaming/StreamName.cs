using Microblog.Notices.Text;
using Microblog.SignIn;

namespace Microblog.ClientApi.Streaming;

/// <summary>One of the streams that client apps can listen to.</summary>
/// <param name="Argument">The key of a tag or the id of a list; null for others.</param>
/// <remarks>Source: Mastodon API documentation, streaming.</remarks>
internal sealed record StreamName(StreamKind Kind, string? Argument = null)
{
    private static readonly Dictionary<string, StreamKind> Kinds = new(StringComparer.Ordinal)
    {
        ["user"] = StreamKind.User,
        ["user:notification"] = StreamKind.UserNotification,
        ["public"] = StreamKind.Public,
        ["public:local"] = StreamKind.PublicLocal,
        ["public:remote"] = StreamKind.PublicRemote,
        ["public:media"] = StreamKind.PublicMedia,
        ["public:local:media"] = StreamKind.PublicLocalMedia,
        ["public:remote:media"] = StreamKind.PublicRemoteMedia,
        ["hashtag"] = StreamKind.Hashtag,
        ["hashtag:local"] = StreamKind.HashtagLocal,
        ["list"] = StreamKind.List,
        ["direct"] = StreamKind.Direct,
    };

    /// <summary>The stream that an app names; null when there is none of that name, or its tag or list is missing.</summary>
    public static StreamName? Parse(string? name, string? tag, string? list)
    {
        if (name is null || !Kinds.TryGetValue(name, out var kind))
            return null;
        return kind switch
        {
            StreamKind.Hashtag or StreamKind.HashtagLocal => Hashtag.KeyOf(tag?.Trim() ?? "") is { Length: > 0 and <= Hashtag.MaxLength } key ? new(kind, key) : null,
            StreamKind.List => ApiText.IdOrNull(list) is { } id ? new(kind, ApiText.Id(id)) : null,
            _ => new(kind),
        };
    }

    /// <summary>As events name it.</summary>
    public IReadOnlyList<string> Words => Argument is null ? [Name] : [Name, Argument];

    /// <summary>What a token must allow for it.</summary>
    public string Scope => Kind switch
    {
        StreamKind.UserNotification => Scopes.ReadNotifications,
        StreamKind.List => Scopes.ReadLists,
        _ => Scopes.ReadStatuses,
    };

    private string Name => Kinds.First(k => k.Value == Kind).Key;
}

internal enum StreamKind
{
    User,
    UserNotification,
    Public,
    PublicLocal,
    PublicRemote,
    PublicMedia,
    PublicLocalMedia,
    PublicRemoteMedia,
    Hashtag,
    HashtagLocal,
    List,
    Direct,
}

/// <summary>A stream as one person sees it.</summary>
internal sealed record Seat(long ViewerId, StreamName Stream);

using Microblog.Notifications;
using Microblog.Push;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>What an app wants to be told while it sleeps, as form or JSON.</summary>
/// <remarks>Source: Mastodon API documentation, push.</remarks>
public sealed record PushDraft
{
    [FromForm(Name = "subscription")]
    public PushAddressDraft? Subscription { get; init; }

    [FromForm(Name = "data")]
    public PushDataDraft? Data { get; init; }

    // COMPAT(Mastodon): the policy stands beside the data in the documentation, and in it where apps send it.
    [FromForm(Name = "policy")]
    public string? PolicyName { get; init; }

    internal PushPolicy? Policy => (Data?.Policy ?? PolicyName) switch
    {
        null or "" => null,
        "all" => PushPolicy.All,
        "followed" => PushPolicy.Followed,
        "follower" => PushPolicy.Follower,
        "none" => PushPolicy.None,
        _ => throw new RefusalException(Refusal.PushPolicyNotUnderstood),
    };

    internal PushWish Wish => new(
        Subscription?.Endpoint, Subscription?.Keys?.P256dh, Subscription?.Keys?.Auth, Subscription?.Standard ?? false, Data?.Alerts?.Bits, Policy);

    internal static string NameOf(PushPolicy policy) => policy switch
    {
        PushPolicy.Followed => "followed",
        PushPolicy.Follower => "follower",
        PushPolicy.None => "none",
        _ => "all",
    };
}

/// <summary>Where pushes go, and how they are encrypted for the app.</summary>
public sealed record PushAddressDraft
{
    [FromForm(Name = "endpoint")]
    public string? Endpoint { get; init; }

    [FromForm(Name = "keys")]
    public PushKeysDraft? Keys { get; init; }

    [FromForm(Name = "standard")]
    public bool? Standard { get; init; }
}

/// <summary>The app's keys, in base64url.</summary>
public sealed record PushKeysDraft
{
    [FromForm(Name = "p256dh")]
    [System.Text.Json.Serialization.JsonPropertyName("p256dh")]
    public string? P256dh { get; init; }

    [FromForm(Name = "auth")]
    public string? Auth { get; init; }
}

/// <summary>Which notifications are wanted, of whose deeds.</summary>
public sealed record PushDataDraft
{
    [FromForm(Name = "alerts")]
    public PushAlertsDraft? Alerts { get; init; }

    [FromForm(Name = "policy")]
    public string? Policy { get; init; }
}

/// <summary>Which kinds are wanted; what is not said is not.</summary>
public sealed record PushAlertsDraft
{
    [FromForm(Name = "mention")]
    public bool? Mention { get; init; }

    [FromForm(Name = "status")]
    public bool? Status { get; init; }

    [FromForm(Name = "reblog")]
    public bool? Reblog { get; init; }

    [FromForm(Name = "favourite")]
    public bool? Favourite { get; init; }

    [FromForm(Name = "follow")]
    public bool? Follow { get; init; }

    [FromForm(Name = "follow_request")]
    public bool? FollowRequest { get; init; }

    [FromForm(Name = "poll")]
    public bool? Poll { get; init; }

    [FromForm(Name = "update")]
    public bool? Update { get; init; }

    [FromForm(Name = "quote")]
    public bool? Quote { get; init; }

    internal long Bits => Wanted.Where(w => w.IsWanted == true).Aggregate(0L, (bits, wanted) => bits | PushSubscription.BitOf(wanted.Kind));

    private IEnumerable<(NotificationKind Kind, bool? IsWanted)> Wanted =>
    [
        (NotificationKind.Mention, Mention),
        (NotificationKind.Notice, Status),
        (NotificationKind.Repeat, Reblog),
        (NotificationKind.Like, Favourite),
        (NotificationKind.Follow, Follow),
        (NotificationKind.FollowRequest, FollowRequest),
        (NotificationKind.Poll, Poll),
        (NotificationKind.Edit, Update),
        (NotificationKind.Quote, Quote),
    ];
}

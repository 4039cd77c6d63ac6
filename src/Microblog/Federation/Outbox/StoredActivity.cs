namespace Microblog.Federation.Outbox;

/// <summary>An activity we send: its JSON is stored once, whatever the number of inboxes.</summary>
/// <remarks>It remembers whom it is for, so that a host that was down can be sent later what it missed.</remarks>
public sealed class StoredActivity
{
    /// <summary>Larger than that of every activity stored before: the order in which hosts are sent them.</summary>
    public required long Id { get; init; }

    /// <summary>The activity's own id. Unique, so that a job that runs twice sends once.</summary>
    public required string Uri { get; init; }

    public required long ActorId { get; init; }
    public required string Json { get; init; }

    /// <summary>It goes to the followers of its actor, besides those in <see cref="ActivityRecipient"/>.</summary>
    public required bool ToFollowers { get; init; }

    /// <summary>The notice here that it shows; it is not sent any more once that is deleted. Null when it shows none.</summary>
    public required long? NoticeId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

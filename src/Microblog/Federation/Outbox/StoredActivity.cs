namespace Microblog.Federation.Outbox;

/// <summary>An activity we send: its JSON is stored once, whatever the number of inboxes.</summary>
public sealed class StoredActivity
{
    public required long Id { get; init; }

    /// <summary>The activity's own id. Unique, so that a job that runs twice sends once.</summary>
    public required string Uri { get; init; }

    public required long ActorId { get; init; }
    public required string Json { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

namespace Microblog.Federation.Outbox;

/// <summary>A remote actor that an activity is sent to by name, whether it follows the sender or not.</summary>
public sealed class ActivityRecipient
{
    public required long ActivityId { get; init; }
    public required long ActorId { get; init; }
}

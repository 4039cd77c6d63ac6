namespace Microblog.Actors;

/// <summary>The last time that an actor moved: followers are not led about more often than once in <see cref="Pause"/>.</summary>
public sealed class ActorMove
{
    /// <summary>The least time from one move of an actor to its next.</summary>
    /// <remarks>COMPAT(Mastodon): as long as it looks at no further Move of an actor.</remarks>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(7);

    public required long ActorId { get; init; }
    public required long TargetId { get; set; }
    public required DateTimeOffset MovedAt { get; set; }
}

using Microblog.Actors;

namespace Microblog.Notices.Editing;

/// <summary>An actor that a notice named until it was edited: they read no new version for that, but their server has a copy.</summary>
public sealed class FormerAddressee
{
    public required long NoticeId { get; init; }
    public required long ActorId { get; init; }
    public Actor? Actor { get; init; }
}

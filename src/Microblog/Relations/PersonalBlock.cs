using Microblog.Actors;

namespace Microblog.Relations;

/// <summary>One person wants nothing to do with another: they neither see nor reach each other.</summary>
/// <remarks>Not a <see cref="Moderation.Block"/>, which is an administrator's and everybody's.</remarks>
public sealed class PersonalBlock
{
    public required long Id { get; init; }
    public required long BlockerId { get; init; }
    public required long BlockedId { get; init; }
    public Actor? Blocker { get; init; }
    public Actor? Blocked { get; init; }

    /// <summary>The Block activity's id, which its Undo speaks of.</summary>
    public required Uri Uri { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

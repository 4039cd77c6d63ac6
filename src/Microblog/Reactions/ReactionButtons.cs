using Microblog.Timelines;

namespace Microblog.Reactions;

/// <summary>What can be pressed below a notice, and what others pressed.</summary>
/// <param name="EntryId">What stands on the page: the notice, or a repeat of it.</param>
public sealed record ReactionButtons(NoticeView Notice, long EntryId);

/// <summary>The emoji below a notice on its own page.</summary>
public sealed record ReactionPalette(NoticeView Notice, IReadOnlyList<ReactionGroup> Groups)
{
    /// <summary>Emoji that nobody has given yet.</summary>
    public IEnumerable<string> Fresh => Emoji.Offered.Except(Groups.Select(g => g.Emoji), StringComparer.Ordinal);
}

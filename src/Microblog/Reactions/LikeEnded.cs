using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Reactions;

/// <summary>Somebody here took a like or an emoji back; the row is gone, so the fact carries what others must be told.</summary>
/// <param name="Emoji">Empty for a plain like.</param>
/// <param name="AuthorId">Who wrote the notice.</param>
public sealed record LikeEnded(Uri LikeUri, long ActorId, string Emoji, Uri NoticeUri, long AuthorId) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Polls;

/// <summary>A poll from elsewhere, in which somebody here voted, is over.</summary>
public sealed record PollOver(long NoticeId) : IFact
{
    public string Lane => string.Create(CultureInfo.InvariantCulture, $"end {NoticeId}");
}

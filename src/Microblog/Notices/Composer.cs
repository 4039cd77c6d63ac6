using Microblog.Accounts;
using Microblog.Notices.Text;
using Microblog.Web;

namespace Microblog.Notices;

/// <summary>The place where a notice is written, or the reason why there is none.</summary>
/// <param name="Left">Characters that still fit; negative when there are too many.</param>
/// <param name="WhyNot">Why this person may not post; null when they may.</param>
/// <param name="Problem">What was wrong with what was sent; null on a fresh form.</param>
public sealed record Composer(NoticeForm Form, int MaxLength, int Left, string? WhyNot, string? Problem = null)
{
    /// <summary>Longest field the browser sends, in UTF-16 code units.</summary>
    /// <remarks>No less than any <see cref="NoticeSettings.MaxLength"/>, for addresses count less than they are long and one character
    /// can be several units: what is too long keeps what was typed. It only spares the server what no form can carry.</remarks>
    public const int LongestField = 100_000;
}

/// <summary>Prepares the composer for one person.</summary>
public sealed class WriteComposer(WhyNotToPost whyNot, MicroblogSettings settings)
{
    public async Task<Composer> ForAsync(long actorId, NoticeForm form, CancellationToken ct)
    {
        var length = NoticeText.Length(form.Text ?? "") + NoticeText.Length(form.Summary ?? "");
        var max = settings.Notices.MaxLength;
        return new(form, max, max - length, await whyNot.ExplainAsync(actorId, ct));
    }
}

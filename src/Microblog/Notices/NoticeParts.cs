using Microblog.Data;
using Microblog.Emojis;
using Microblog.Media;
using Microblog.Notices.Polls;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>What belongs to the notices of one page and is not in their rows: read for all of them at once, and only what there is.</summary>
/// <param name="Polls">By notice.</param>
/// <param name="Attachments">By notice, in order.</param>
/// <param name="Emojis">What their texts use.</param>
public sealed record NoticeParts(IReadOnlyDictionary<long, PollView> Polls, ILookup<long, Attachment> Attachments, EmojiSet Emojis)
{
    /// <summary>Reads them: at most four statements for a whole page, none for notices of text alone.</summary>
    public static async Task<NoticeParts> ReadAsync(Db db, IReadOnlyCollection<HasParts> notices, long? viewer, CancellationToken ct)
    {
        var polls = await PollView.ReadAsync(db, [.. notices.Where(n => n.HasPoll).Select(n => n.NoticeId).Distinct()], viewer, ct);
        var withAttachments = notices.Where(n => n.HasAttachments).Select(n => n.NoticeId).Distinct().ToArray();
        var attachments = withAttachments.Length == 0
            ? []
            : await db.Attachments.AsNoTracking()
                .Where(a => withAttachments.Contains(a.NoticeId))
                .OrderBy(a => a.NoticeId).ThenBy(a => a.Position)
                .ToListAsync(ct);
        var texts = notices.SelectMany(n => n.Texts.Select(t => (n.Host, Text: t)));
        var choices = notices
            .Where(n => polls.ContainsKey(n.NoticeId))
            .SelectMany(n => polls[n.NoticeId].Choices.Select(c => (n.Host, Text: (string?)c.Title)));
        return new(polls, attachments.ToLookup(a => a.NoticeId), await EmojiSet.ReadAsync(db, texts.Concat(choices), ct));
    }
}

/// <summary>Which parts a notice has.</summary>
/// <param name="Host">Of its author; empty for somebody here.</param>
/// <param name="Texts">Where emoji may be used.</param>
public sealed record HasParts(long NoticeId, string Host, bool HasPoll, bool HasAttachments, IReadOnlyList<string?> Texts);

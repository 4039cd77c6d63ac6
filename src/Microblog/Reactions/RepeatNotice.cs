using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Reactions;

/// <summary>Repeats a notice to one's followers: the same steps whether it came from the page or from a phone.</summary>
/// <remarks>Only what everybody may read is repeated; its author may repeat also what followers may read, to them.</remarks>
public sealed class RepeatNotice(Db db, JobQueue jobs, MayPost mayPost, LocalUris uris, Snowflake ids)
{
    /// <summary>Stores the repeat and the fact, together. Who repeats a repeat repeats what that repeats.</summary>
    /// <param name="visibility">Null for that of the notice; never more open than the notice.</param>
    /// <returns>The repeat's id; that of the earlier one when the notice is repeated already.</returns>
    /// <exception cref="RefusalException">
    /// The account may not post now, there is no such notice to read, or it is not for everybody.
    /// </exception>
    public Task<long> RunAsync(long authorId, long noticeId, Visibility? visibility, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => RepeatAsync(authorId, noticeId, visibility, ct));

    private async Task<long> RepeatAsync(long authorId, long noticeId, Visibility? visibility, CancellationToken ct)
    {
        await mayPost.RequireAsync(authorId, ct);
        var id = ids.Next();
        var now = Snowflake.TimeOf(id);
        var original = await db.OriginalForAsync(authorId, noticeId, now, ct);
        if (!IsRepeatable(original, authorId) || visibility is Visibility.Direct)
            throw new RefusalException(Refusal.CannotRepeat);
        if (await db.Notices.Where(n => n.RepeatOfId == original.Id && n.AuthorId == authorId).Select(n => n.Id).SingleOrDefaultAsync(ct) is var there and > 0)
            return there;

        db.Notices.Add(new Notice
        {
            Id = id,
            Uri = uris.Notice(id),
            AuthorId = authorId,
            Html = default,
            Visibility = Narrower(visibility ?? original.Visibility, original.Visibility),
            RepeatOfId = original.Id,
            PublishedAt = now,
        });
        jobs.Raise(new NoticeRepeated(id, authorId));
        await db.SaveChangesAsync(ct);
        return id;
    }

    private static bool IsRepeatable(Original original, long authorId) =>
        original.Visibility <= Visibility.Unlisted || (original.Visibility == Visibility.Followers && original.AuthorId == authorId);

    // What is unlisted stays off the public pages wherever it is repeated, so it may be repeated in public; what is for followers may not.
    private static Visibility Narrower(Visibility wanted, Visibility original) =>
        original == Visibility.Followers ? Visibility.Followers : wanted;
}

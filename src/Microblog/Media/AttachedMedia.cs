using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>Which uploads a notice is to hold.</summary>
public static class AttachedMedia
{
    extension(Db db)
    {
        /// <summary>Reads what an author wants a notice to hold, in their order.</summary>
        /// <param name="noticeId">The notice that may hold them already; null for a new one.</param>
        /// <param name="changes">What is said anew of them; of others it is passed over.</param>
        /// <exception cref="RefusalException">
        /// One of them is not there, is not theirs or belongs to another notice, is not ready, or there are too many.
        /// </exception>
        public async Task<IReadOnlyList<Upload>> ReadMediaAsync(
            long authorId, long? noticeId, IReadOnlyList<long> mediaIds, IReadOnlyList<MediaChange> changes, CancellationToken ct)
        {
            var ids = mediaIds.Distinct().ToArray();
            if (ids.Length == 0)
                return [];
            if (ids.Length > MediaLimits.PerNotice)
                throw new RefusalException(Refusal.TooManyMedia);
            var found = await db.Uploads
                .Where(u => ids.Contains(u.Id) && u.OwnerId == authorId && u.Use == MediaUse.Attachment)
                .Where(u => !db.Attachments.Any(a => a.UploadId == u.Id && a.NoticeId != noticeId))
                .ToDictionaryAsync(u => u.Id, ct);
            if (found.Count < ids.Length)
                throw new RefusalException(Refusal.NotFound);
            if (found.Values.Any(u => u.State != UploadState.Ready))
                throw new RefusalException(found.Values.Any(u => u.State == UploadState.Failed) ? Refusal.MediaNotUnderstood : Refusal.MediaNotReady);
            foreach (var change in changes.Where(c => found.ContainsKey(c.Id)))
                change.ApplyTo(found[change.Id]);
            return [.. ids.Select(id => found[id])];
        }
    }

    /// <summary>The rows by which a notice holds them.</summary>
    public static IEnumerable<Attachment> On(long noticeId, IReadOnlyList<Upload> uploads, DateTimeOffset now)
    {
        foreach (var (position, upload) in uploads.Index())
        {
            upload.AttachedAt ??= now;
            upload.DetachedAt = null;
            yield return Attachment.Of(upload, noticeId, position);
        }
    }
}

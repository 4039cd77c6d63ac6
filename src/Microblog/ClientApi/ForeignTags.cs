using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Adds the hashtags of what comes from elsewhere: what is written here names them in its text, that beside it.</summary>
internal static class ForeignTags
{
    /// <summary>The same statuses with their hashtags. Where no content holds a number sign, nothing is asked.</summary>
    public static async Task<Status[]> WithForeignTagsAsync(this Db db, IReadOnlyList<Status> statuses, Shapes shapes, CancellationToken ct)
    {
        var asked = statuses.SelectMany(s => s.Reblog is { } repeated ? [s, repeated] : (Status[])[s])
            .Where(LacksTags)
            .Select(s => ApiText.RequiredId(s.Id))
            .ToList();
        if (asked.Count == 0)
            return [.. statuses];
        var keys = (await db.NoticeTags.Where(t => asked.Contains(t.NoticeId)).AsNoTracking().ToListAsync(ct)).ToLookup(t => t.NoticeId, t => t.Key);
        return [.. statuses.Select(s => Tagged(s) with { Reblog = s.Reblog is { } repeated ? Tagged(repeated) : null })];

        Status Tagged(Status status) => LacksTags(status)
            ? status with { Tags = [.. keys[ApiText.RequiredId(status.Id)].Order(StringComparer.Ordinal).Select(shapes.TagOf)] }
            : status;
    }

    private static bool LacksTags(Status status) => status.Tags.Count == 0 && status.Content.Contains('#', StringComparison.Ordinal);
}

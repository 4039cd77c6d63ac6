using Microblog.Notices;
using Microblog.Notices.Scheduling;

namespace Microblog.ClientApi;

/// <summary>Keeps what an app wants to be posted later.</summary>
public sealed class ScheduledPosts(ScheduleNotices schedule, ScheduledReader reader, IdempotencyKeys keys)
{
    /// <summary>Keeps it; under the same key once.</summary>
    /// <exception cref="RefusalException">As for <see cref="ScheduleNotices.AddAsync"/>.</exception>
    public async Task<ScheduledStatus> KeepAsync(long authorId, Draft draft, DateTimeOffset dueAt, string? key, CancellationToken ct)
    {
        var id = await keys.OnceAsync(
            authorId, string.IsNullOrEmpty(key) ? null : $"later {key}", async () => (await schedule.AddAsync(authorId, draft, dueAt, ct)).Id);
        return (await reader.ShowAsync([await schedule.RequireAsync(authorId, id, ct)], ct))[0];
    }
}

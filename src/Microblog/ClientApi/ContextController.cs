using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notices;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>What a status answers, and what answers it.</summary>
[ApiController]
[Route("api/v1/statuses/{id}/context")]
public sealed class ContextController(Db db, Viewer viewer, StatusReader statuses, OpenConversation opened, TimeProvider clock) : ControllerBase
{
    [HttpGet]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public async Task<StatusContext> Show(string id, CancellationToken ct)
    {
        var noticeId = ApiText.RequiredId(id);
        await statuses.RequireReadableAsync(viewer.ActorId, noticeId, ct);

        // Only somebody signed in can make us ask another server.
        if (viewer.IsSignedIn)
            await opened.RunAsync(noticeId, ct);
        var (me, now) = (viewer.ActorId, clock.GetUtcNow());
        var before = await statuses.InOrderAsync(db.Before(noticeId, me, now), me, Conversation.Most, ct);
        var after = await statuses.InOrderAsync(db.After(noticeId, me, now), me, Conversation.Most, ct);
        return new(before, InThreads(ApiText.Id(noticeId), after));
    }

    // Every answer right after what it answers. What answers something that this viewer may not read comes last.
    private static IReadOnlyList<Status> InThreads(string root, IReadOnlyList<Status> statuses)
    {
        var answers = statuses.ToLookup(s => s.InReplyToId, StringComparer.Ordinal);
        var ordered = new List<Status>(statuses.Count);
        var waiting = new Stack<Status>(answers[root].Reverse());
        while (waiting.TryPop(out var status))
        {
            ordered.Add(status);
            foreach (var answer in answers[status.Id].Reverse())
                waiting.Push(answer);
        }

        return [.. ordered, .. statuses.Except(ordered)];
    }
}

/// <summary>The conversation around a status.</summary>
/// <remarks>Source: Mastodon API documentation, entity Context.</remarks>
public sealed record StatusContext(IReadOnlyList<Status> Ancestors, IReadOnlyList<Status> Descendants);

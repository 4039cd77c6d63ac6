using Microblog.Accounts;
using Microblog.Filters;
using Microblog.Notices;
using Microblog.Search;
using Microblog.Timelines;

namespace Microblog.ClientApi;

/// <summary>Finds notices by their words and addresses, as a client app is shown them.</summary>
public sealed class SearchStatuses(FindNotices notices, INoticeDirectory directory, StatusReader statuses, Viewer viewer)
{
    private const int Deepest = 10_000;

    /// <summary>What an address means, if the viewer may read it; nothing for any other text.</summary>
    public async Task<IReadOnlyList<Status>> AtAsync(string address, bool asksElsewhere, CancellationToken ct)
    {
        if (await directory.FindAsync(address, asksElsewhere, ct) is not { } noticeId)
            return [];
        try
        {
            return [await statuses.OneAsync(viewer.ActorId, noticeId, ct)];
        }
        catch (RefusalException)
        {
            return [];
        }
    }

    /// <summary>What has the words, newest first.</summary>
    public async Task<IReadOnlyList<Status>> RunAsync(string query, SearchQuery asked, SearchPart part, CancellationToken ct)
    {
        var page = new Page(ApiText.IdOrNull(asked.MaxId), MinId: ApiText.IdOrNull(asked.MinId), Limit: part.Limit) { Skip = Math.Clamp(part.Offset, 0, Deepest) };
        if (await notices.RunAsync(Looked.Parse(query), viewer.ActorId, page, ct) is not { } found)
            return [];
        if (ApiText.IdOrNull(asked.AccountId) is { } author)
            found = found.Where(p => p.Notice.AuthorId == author);
        return await statuses.PageAsync(found, viewer.ActorId, page, ct, FilterContexts.Public);
    }
}

/// <summary>Which part of what is found is wanted.</summary>
public sealed record SearchPart(int Limit, int Offset);

using Microblog.Data;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Filters;

/// <summary>Makes, changes and ends one's filters.</summary>
public sealed class OwnFilters(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Makes a filter.</summary>
    /// <exception cref="RefusalException">It has no name, counts nowhere, holds what is no word, or there are too many.</exception>
    public async Task<Filter> CreateAsync(long ownerId, FilterText text, CancellationToken ct)
    {
        if (await db.Filters.CountAsync(f => f.OwnerId == ownerId, ct) >= Filter.MostPerOwner)
            throw new RefusalException(Refusal.TooManyFilters);
        var filter = new Filter
        {
            Id = ids.Next(),
            OwnerId = ownerId,
            Title = Required(text.Title),
            Contexts = Required(text.Contexts),
            Action = text.Action ?? FilterAction.Warn,
            EndsAt = clock.GetUtcNow() + text.EndsIn,
        };
        foreach (var keyword in text.Keywords)
            Apply(filter, keyword with { Id = null });
        db.Filters.Add(filter);
        await SaveAsync(ownerId, ct);
        return filter;
    }

    /// <summary>Changes what is given, and leaves the rest.</summary>
    /// <exception cref="RefusalException">There is no such filter of this owner's, or as for a new one.</exception>
    public async Task<Filter> ChangeAsync(long ownerId, long filterId, FilterText text, CancellationToken ct)
    {
        var filter = await RequireAsync(ownerId, filterId, ct);
        filter.Title = text.Title is null ? filter.Title : Required(text.Title);
        filter.Contexts = text.Contexts is null ? filter.Contexts : Required(text.Contexts);
        filter.Action = text.Action ?? filter.Action;
        filter.EndsAt = text.SetsEnd ? clock.GetUtcNow() + text.EndsIn : filter.EndsAt;
        foreach (var keyword in text.Keywords)
            Apply(filter, keyword);
        await SaveAsync(ownerId, ct);
        return filter;
    }

    /// <summary>Ends a filter.</summary>
    /// <exception cref="RefusalException">There is no such filter of this owner's.</exception>
    public async Task DeleteAsync(long ownerId, long filterId, CancellationToken ct)
    {
        db.Filters.Remove(await RequireAsync(ownerId, filterId, ct));
        await SaveAsync(ownerId, ct);
    }

    /// <summary>Adds, changes or takes away a word.</summary>
    /// <returns>The word, as it is now or was.</returns>
    /// <exception cref="RefusalException">There is no such filter or word of this owner's, it is no word, or there are too many.</exception>
    public async Task<FilterKeyword> ChangeKeywordAsync(long ownerId, long filterId, KeywordText text, CancellationToken ct)
    {
        var keyword = Apply(await RequireAsync(ownerId, filterId, ct), text);
        await SaveAsync(ownerId, ct);
        return keyword;
    }

    /// <summary>Lets a filter be for a notice, whatever it says.</summary>
    /// <exception cref="RefusalException">There is no such filter of this owner's, or it is for too many.</exception>
    public async Task<FilteredNotice> AddNoticeAsync(long ownerId, long filterId, long noticeId, CancellationToken ct)
    {
        var filter = await RequireAsync(ownerId, filterId, ct);
        if (filter.Notices.FirstOrDefault(n => n.NoticeId == noticeId) is { } there)
            return there;
        if (filter.Notices.Count >= FilteredNotice.MostPerFilter)
            throw new RefusalException(Refusal.FilterTooLong);
        var added = new FilteredNotice { Id = ids.Next(), FilterId = filterId, NoticeId = noticeId };
        db.FilteredNotices.Add(added);
        await SaveAsync(ownerId, ct);
        return added;
    }

    /// <summary>Lets a filter be for a notice no more.</summary>
    /// <returns>What was taken away.</returns>
    /// <exception cref="RefusalException">There is nothing of that id of this owner's.</exception>
    public async Task<FilteredNotice> RemoveNoticeAsync(long ownerId, long filteredNoticeId, CancellationToken ct)
    {
        var there = await db.FilteredNotices.SingleOrDefaultAsync(n => n.Id == filteredNoticeId && n.Filter!.OwnerId == ownerId, ct)
            ?? throw new RefusalException(Refusal.NotFound);
        db.FilteredNotices.Remove(there);
        await SaveAsync(ownerId, ct);
        return there;
    }

    /// <summary>The filter, with its words and notices.</summary>
    /// <exception cref="RefusalException">There is no such filter of this owner's.</exception>
    public async Task<Filter> RequireAsync(long ownerId, long filterId, CancellationToken ct) =>
        await Whole(ownerId).SingleOrDefaultAsync(f => f.Id == filterId, ct) ?? throw new RefusalException(Refusal.NotFound);

    /// <summary>All of a person, as they were made.</summary>
    public async Task<IReadOnlyList<Filter>> AllAsync(long ownerId, CancellationToken ct) => await Whole(ownerId).OrderBy(f => f.Id).ToListAsync(ct);

    /// <summary>The filter that has this word.</summary>
    /// <exception cref="RefusalException">There is no such word of this owner's.</exception>
    public async Task<Filter> RequireWithKeywordAsync(long ownerId, long keywordId, CancellationToken ct) =>
        await Whole(ownerId).SingleOrDefaultAsync(f => f.Keywords.Any(k => k.Id == keywordId), ct) ?? throw new RefusalException(Refusal.NotFound);

    private Task SaveAsync(long ownerId, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            await db.SaveChangesAsync(ct);
            await db.SpreadAsync(News.FiltersChanged(ownerId), ct);
        },
        ct);

    private IQueryable<Filter> Whole(long ownerId) =>
        db.Filters.Where(f => f.OwnerId == ownerId).Include(f => f.Keywords.OrderBy(k => k.Id)).Include(f => f.Notices.OrderBy(n => n.Id)).AsSplitQuery();

    private FilterKeyword Apply(Filter filter, KeywordText text)
    {
        if (text.Id is { } id)
        {
            var there = filter.Keywords.FirstOrDefault(k => k.Id == id) ?? throw new RefusalException(Refusal.NotFound);
            if (text.IsGone)
                filter.Keywords.Remove(there);
            there.Keyword = text.Keyword is null ? there.Keyword : RequiredWord(text.Keyword);
            there.IsWholeWord = text.IsWholeWord ?? there.IsWholeWord;
            return there;
        }

        if (filter.Keywords.Count >= FilterKeyword.MostPerFilter)
            throw new RefusalException(Refusal.FilterTooLong);
        var added = new FilterKeyword { Id = ids.Next(), FilterId = filter.Id, Keyword = RequiredWord(text.Keyword), IsWholeWord = text.IsWholeWord ?? false };
        filter.Keywords.Add(added);
        return added;
    }

    private static string Required(string? title) => title?.Trim() switch
    {
        null or { Length: 0 } => throw new RefusalException(Refusal.FilterTitleMissing),
        { Length: > Filter.MaxTitle } => throw new RefusalException(Refusal.FilterTooLong),
        var name => name,
    };

    private static FilterContexts Required(FilterContexts? contexts) =>
        contexts is { } said and not FilterContexts.None ? said : throw new RefusalException(Refusal.FilterContextMissing);

    private static string RequiredWord(string? keyword) => keyword?.Trim() switch
    {
        null or { Length: 0 } => throw new RefusalException(Refusal.KeywordMissing),
        { Length: > FilterKeyword.MaxLength } => throw new RefusalException(Refusal.FilterTooLong),
        var word => word,
    };
}

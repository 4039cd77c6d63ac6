using System.Linq.Expressions;
using Microblog.Notices;

namespace Microblog.Timelines;

/// <summary>Notices one viewer may read. Only <c>VisibleTo</c> makes these, and nothing else can be shown.</summary>
public sealed class ReadableNotices
{
    private readonly IQueryable<Placed> notices;

    internal ReadableNotices(IQueryable<Placed> notices) => this.notices = notices;

    /// <summary>One page. Newest first, except that a page asked for by <see cref="Page.MinId"/> comes oldest first.</summary>
    public ReadableNotices On(Page page)
    {
        var chosen = notices;
        if (page.MaxId is { } max)
            chosen = chosen.Where(n => n.Id < max);
        if ((page.MinId ?? page.SinceId) is { } min)
            chosen = chosen.Where(n => n.Id > min);
        chosen = page.MinId is null ? chosen.OrderByDescending(n => n.Id) : chosen.OrderBy(n => n.Id);
        return new(chosen.Take(page.Size));
    }

    /// <summary>Oldest first: the order of a conversation.</summary>
    public ReadableNotices InOrder(int most) => new(notices.OrderBy(n => n.Id).Take(most));

    /// <summary>Reads straight into what will be shown: only the columns it names are fetched.</summary>
    public IQueryable<TShown> As<TShown>(Expression<Func<Notice, TShown>> shape) => notices.Select(p => p.Notice).Select(shape);
}

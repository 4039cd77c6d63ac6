using System.Linq.Expressions;

namespace Microblog.Timelines;

/// <summary>Cuts one page out of a list.</summary>
public static class Paged
{
    extension<T>(IQueryable<T> rows)
    {
        /// <summary>One page. Newest first, except that a page asked for by <see cref="Page.MinId"/> comes oldest first.</summary>
        /// <param name="place">The number by which the list is ordered; it grows with time.</param>
        public IQueryable<T> On(Page page, Expression<Func<T, long>> place)
        {
            var chosen = rows;
            if (page.MaxId is { } max)
            {
                Expression<Func<long, bool>> isOlder = id => id < max;
                chosen = chosen.Where(isOlder.Of(place));
            }

            if ((page.MinId ?? page.SinceId) is { } min)
            {
                Expression<Func<long, bool>> isNewer = id => id > min;
                chosen = chosen.Where(isNewer.Of(place));
            }

            var ordered = page.MinId is null ? chosen.OrderByDescending(place) : chosen.OrderBy(place);
            return (page.Skip == 0 ? ordered : ordered.Skip(page.Skip)).Take(page.Size);
        }
    }
}

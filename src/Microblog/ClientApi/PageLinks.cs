using Microblog.Actors;
using Microblog.Timelines;
using Microsoft.AspNetCore.Http.Extensions;

namespace Microblog.ClientApi;

/// <summary>Says in the Link header where the pages beside the answered one are.</summary>
/// <remarks>Source: RFC 8288; Mastodon API documentation, guidelines on pagination.</remarks>
public sealed class PageLinks(LocalUris uris, IHttpContextAccessor http)
{
    private static readonly string[] PagingParameters = ["max_id", "since_id", "min_id"];

    /// <summary>Puts a page into its order, newest first, and adds the header.</summary>
    /// <param name="read">As <see cref="Paged"/> has it read: a page asked for by <see cref="Page.MinId"/> comes oldest first.</param>
    /// <param name="place">The number by which the list is ordered.</param>
    public IReadOnlyList<T> InOrder<T>(IReadOnlyList<T> read, Page page, Func<T, long> place)
    {
        IReadOnlyList<T> ordered = page.MinId is null ? read : [.. read.Reverse()];
        if (ordered.Count > 0)
            Add(ApiText.Id(place(ordered[0])), ApiText.Id(place(ordered[^1])));
        return ordered;
    }

    /// <summary>Adds the header.</summary>
    /// <param name="newest">The id of the first item answered.</param>
    /// <param name="oldest">The id of the last.</param>
    public void Add(string newest, string oldest) =>
        http.HttpContext!.Response.Headers.Link = $"<{Beside("max_id", oldest)}>; rel=\"next\", <{Beside("min_id", newest)}>; rel=\"prev\"";

    private string Beside(string parameter, string id)
    {
        var request = http.HttpContext!.Request;
        var kept = request.Query.Where(q => !PagingParameters.Contains(q.Key, StringComparer.Ordinal));
        var query = new QueryBuilder(kept) { { parameter, id } };
        return new Uri(uris.Base, request.Path.ToUriComponent()).AbsoluteUri + query.ToQueryString().ToUriComponent();
    }
}

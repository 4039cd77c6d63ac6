using Microblog.Actors;
using Microsoft.AspNetCore.Http.Extensions;

namespace Microblog.ClientApi;

/// <summary>Says in the Link header where the pages beside the answered one are.</summary>
/// <remarks>Source: RFC 8288; Mastodon API documentation, guidelines on pagination.</remarks>
public sealed class PageLinks(LocalUris uris, IHttpContextAccessor http)
{
    private static readonly string[] PagingParameters = ["max_id", "since_id", "min_id"];

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

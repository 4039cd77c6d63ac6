using Microblog.Actors;
using Microblog.Outgoing;
using Microblog.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Microblog.Federation.Documents;

/// <summary>Where the settings ask for it, shows documents only to servers that say who they are.</summary>
/// <remarks>
/// COMPAT(Mastodon): "authorized fetch". Pages for people are not concerned; the server's own actor is shown to everybody, as its key is
/// what such requests are checked with, and two careful servers would otherwise wait for each other.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuthorizedFetchAttribute : TypeFilterAttribute<AuthorizedFetchFilter>
{
    /// <summary>The address leads people to a page, so that only those are concerned who ask for the document.</summary>
    public bool HasPage
    {
        get;
        init
        {
            field = value;
            Arguments = [value];
        }
    }

    public AuthorizedFetchAttribute() => Arguments = [false];
}

/// <inheritdoc cref="AuthorizedFetchAttribute"/>
public sealed class AuthorizedFetchFilter(FederationSettings settings, Askers askers, bool hasPage) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!settings.AuthorizedFetch || (hasPage && !http.Request.PrefersActivity) || IsAboutTheServer(context))
        {
            await next();
            return;
        }

        if (await askers.HostAsync(http.Request, http.RequestAborted) is null)
        {
            context.Result = new UnauthorizedObjectResult(new { error = "This server shows documents only to requests that are signed by an actor." });
            return;
        }

        await next();

        // A copy in between would be shown to those who do not sign.
        http.Response.Headers.CacheControl = ActivityAnswers.NotToBeKept;
    }

    private static bool IsAboutTheServer(ActionExecutingContext context) =>
        context.ActionArguments.TryGetValue("id", out var id) && id is InstanceActor.ActorId;
}

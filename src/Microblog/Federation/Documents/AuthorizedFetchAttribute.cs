using Microblog.Actors;
using Microblog.Outgoing;
using Microblog.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
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
    /// <summary>
    /// The action whose address leads people to a page, so that there only those are concerned who ask for the document; null for none. The other
    /// actions show documents whatever they are asked for.
    /// </summary>
    public string? ActionWithPage
    {
        get;
        init
        {
            field = value;
            Arguments = [value ?? ""];
        }
    }

    public AuthorizedFetchAttribute() => Arguments = [""];
}

/// <inheritdoc cref="AuthorizedFetchAttribute"/>
public sealed class AuthorizedFetchFilter(FederationSettings settings, Askers askers, string actionWithPage) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!settings.AuthorizedFetch || LeadsToPage(context) || IsAboutTheServer(context))
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

    private bool LeadsToPage(ActionExecutingContext context) =>
        context.ActionDescriptor is ControllerActionDescriptor action
        && string.Equals(action.ActionName, actionWithPage, StringComparison.Ordinal)
        && !context.HttpContext.Request.PrefersActivity;

    private static bool IsAboutTheServer(ActionExecutingContext context) =>
        context.ActionArguments.TryGetValue("id", out var id) && id is InstanceActor.ActorId;
}

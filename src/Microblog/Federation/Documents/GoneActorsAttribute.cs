using Microblog.Actors;
using Microblog.Data;
using Microblog.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>Says of somebody here who deleted their account that they are gone, where it would otherwise be said that there is nothing.</summary>
/// <remarks>Source: ActivityPub §6.4. For documents whose address has the actor's number as <c>id</c>.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class GoneActorsAttribute : TypeFilterAttribute<GoneActorsFilter>;

/// <inheritdoc cref="GoneActorsAttribute"/>
public sealed class GoneActorsFilter(Db db, LocalUris uris) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var executed = await next();
        if (executed.Result is not NotFoundResult
            || !context.ActionArguments.TryGetValue("id", out var id)
            || id is not long actorId
            || !await db.Actors.FromHere().AnyAsync(a => a.Id == actorId && a.GoneAt != null, context.HttpContext.RequestAborted))
        {
            return;
        }

        // The actor's own address leads people to a page.
        var request = context.HttpContext.Request;
        var address = new Uri(uris.Base, request.Path.Value);
        executed.Result = address == uris.Actor(actorId) && !request.PrefersActivity
            ? new StatusCodeResult(StatusCodes.Status410Gone)
            : ((ControllerBase)context.Controller).Gone(address);
    }
}

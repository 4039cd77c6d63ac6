using Microblog.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>Shows what is a person's to nobody whom that person blocked: to them it is not there. Others of their server are not concerned.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HideFromBlockedAttribute() : TypeFilterAttribute<HideFromBlockedFilter>;

/// <inheritdoc cref="HideFromBlockedAttribute"/>
public sealed class HideFromBlockedFilter(Db db, Askers askers) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (await OwnerAsync(context, http.RequestAborted) is not { } ownerId || !await askers.AreBlockedByAsync(ownerId, http.Request, http.RequestAborted))
        {
            await next();
            return;
        }

        http.Response.Headers.CacheControl = ActivityAnswers.NotToBeKept;
        context.Result = new NotFoundResult();
    }

    // Whose it is, the address says: /users/{id}/… or /notices/{id}/….
    private async Task<long?> OwnerAsync(ActionExecutingContext context, CancellationToken ct)
    {
        if (!context.ActionArguments.TryGetValue("id", out var value) || value is not long id || !Askers.IsSigned(context.HttpContext.Request))
            return null;
        var template = context.ActionDescriptor.AttributeRouteInfo?.Template ?? "";
        if (template.StartsWith("users/", StringComparison.Ordinal))
            return id;
        return template.StartsWith("notices/", StringComparison.Ordinal)
            ? await db.Notices.Where(n => n.Id == id).Select(n => (long?)n.AuthorId).SingleOrDefaultAsync(ct)
            : null;
    }
}

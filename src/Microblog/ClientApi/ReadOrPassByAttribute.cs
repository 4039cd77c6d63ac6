using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Microblog.ClientApi;

/// <summary>For passers-by, and for tokens that may read: a token that may not is refused rather than treated as nobody.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReadOrPassByAttribute : AuthorizeAttribute, IAllowAnonymous, IAsyncAuthorizationFilter
{
    public ReadOrPassByAttribute()
    {
        Policy = Scopes.Read;
        AuthenticationSchemes = "token";
    }

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.User.Identity is not { IsAuthenticated: true })
            return;
        var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
        if (!(await authorization.AuthorizeAsync(http.User, Scopes.Read)).Succeeded)
            context.Result = new ForbidResult("token");
    }
}

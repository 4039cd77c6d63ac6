using Microblog.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Microblog.ClientApi;

/// <summary>For passers-by, and for tokens with that scope: a token that is wrong or may not is refused, not treated as nobody.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReadOrPassByAttribute : AuthorizeAttribute, IAllowAnonymous, IAsyncAuthorizationFilter
{
    public ReadOrPassByAttribute(string scope)
    {
        Policy = scope;
        AuthenticationSchemes = "token";
    }

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var token = await http.AuthenticateAsync("token");
        if (token.Failure is not null)
        {
            context.Result = new ChallengeResult("token");
            return;
        }

        if (token.Succeeded && !token.Principal.MayBy(Policy!))
            context.Result = new ForbidResult("token");
    }
}

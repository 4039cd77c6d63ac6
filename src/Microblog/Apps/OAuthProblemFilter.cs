using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Microblog.Apps;

/// <summary>Says no as RFC 6749 §5.2 has it.</summary>
internal sealed class OAuthProblemFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not OAuthProblemException problem)
            return;
        if (problem.Status == StatusCodes.Status401Unauthorized)
            context.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"oauth\"";
        context.Result = new ObjectResult(new OAuthProblemAnswer(problem.Error, problem.Message)) { StatusCode = problem.Status };
        context.ExceptionHandled = true;
    }
}

/// <summary>Why there is no token, for programs.</summary>
internal sealed record OAuthProblemAnswer(string Error, string ErrorDescription);

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Microblog.Web;

/// <summary>The one place a refusal becomes an HTTP answer: JSON for programs, a page for people.</summary>
internal sealed class RefusalFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not RefusalException refusal)
            return;

        context.Result = new ObjectResult(new { error = refusal.Detail ?? refusal.Refusal.ToString() })
        {
            StatusCode = StatusOf(refusal.Refusal),
        };
        context.ExceptionHandled = true;
    }

    public static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.NotFound or Refusal.ActorNotFound => StatusCodes.Status404NotFound,
        Refusal.MayNotPost or Refusal.Blocked or Refusal.NotYours or Refusal.CannotBlock => StatusCodes.Status403Forbidden,
        Refusal.TooManyRequests => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

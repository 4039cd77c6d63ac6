using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Microblog.Web;

/// <summary>The one place a refusal becomes an HTTP answer: JSON for programs, a page for people.</summary>
/// <remarks>A form that keeps what was typed catches the refusal itself and asks here for the status and the sentence.</remarks>
internal sealed class RefusalFilter(RefusalTexts texts, IModelMetadataProvider metadata) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not RefusalException refusal)
            return;

        var status = StatusOf(refusal.Refusal);
        var sentence = texts.Of(refusal);
        context.Result = context.HttpContext.Request.IsFromProgram
            ? new ObjectResult(new ErrorAnswer(sentence)) { StatusCode = status }
            : new ViewResult
            {
                ViewName = "/Web/Error.cshtml",
                StatusCode = status,
                ViewData = new ViewDataDictionary<ErrorPage>(metadata, context.ModelState) { Model = ErrorPage.Of(status, sentence) },
            };
        context.ExceptionHandled = true;
    }

    public static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.NotFound or Refusal.ActorNotFound or Refusal.NotFollowed => StatusCodes.Status404NotFound,
        Refusal.MayNotPost or Refusal.MayNotReact or Refusal.CannotBlock or Refusal.BlockBetween or Refusal.ScopeMissing or Refusal.ActionNotAllowed or Refusal.PollIsYours => StatusCodes.Status403Forbidden,
        Refusal.TooManyReports or Refusal.TooManyStreams => StatusCodes.Status429TooManyRequests,
        Refusal.TextUnstorable or Refusal.StreamNotUnderstood or Refusal.AppUnknown or Refusal.RedirectNotRegistered or Refusal.AppRequestNotUnderstood => StatusCodes.Status400BadRequest,
        Refusal.MediaUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

/// <summary>What a program is told when something went wrong.</summary>
/// <param name="Error">A sentence for people.</param>
internal sealed record ErrorAnswer(string Error);

namespace Microblog.Web;

/// <summary>Whatever can be read answers HEAD like GET; the server leaves out the body, as it does for every HEAD.</summary>
/// <remarks>Source: RFC 9110 §9.3.2. Before routing, so that routes need to name GET only.</remarks>
internal sealed class HeadAsGet(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }
}

using System.Text.Json;

namespace Microblog.Tests.Documented;

/// <summary>
/// Stands before every server of the tests: an answer of the client API that is not as documented becomes an error that says what is wrong,
/// so that whichever test asked for it fails.
/// </summary>
internal sealed class AnswerCheck : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/api/v1/streaming", StringComparison.Ordinal),
            api => api.Use(CheckAsync));
        next(app);
    };

    private static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        var wire = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = wire;
        }

        kept.Position = 0;
        if (Complaint(http, kept) is { } complaint)
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            http.Response.ContentLength = null;
            await http.Response.WriteAsync(complaint);
            return;
        }

        kept.Position = 0;
        await kept.CopyToAsync(wire, http.RequestAborted);
    }

    private static string? Complaint(HttpContext http, MemoryStream kept)
    {
        if (http.Response.StatusCode != StatusCodes.Status200OK
            || http.Response.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true
            || http.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route }
            || HttpMethods.IsHead(http.Request.Method)
            || ApiDocumentation.Ours.Find(http.Request.Method, "/" + route.TrimStart('/')) is not { } method)
            return null;
        using var json = JsonDocument.Parse(kept);
        var complaints = method.Answer.Complain(json.RootElement, "$", ApiDocumentation.Ours).Take(20).ToList();
        return complaints.Count == 0 ? null : $"{method.Verb} {method.Path} does not answer as documented: {string.Join("; ", complaints)}";
    }
}

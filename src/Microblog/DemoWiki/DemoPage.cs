using System.Text;

namespace Microblog.DemoWiki;

/// <summary>A page of the demo wiki.</summary>
internal sealed class DemoPage(string title, Html body, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        // No form-action: Chromium applies it to the redirect after the form as well, which leads back to the client's address.
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        return response.WriteAsync(Render().ToString(), Encoding.UTF8, httpContext.RequestAborted);
    }

    private Html Render() =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{title} – {DemoWikiSettings.Name}</title>
        <link rel="stylesheet" href="{DemoWikiSettings.Path}/style.css">
        </head>
        <body>
        <header>
        <a href="{DemoWikiSettings.Path}/">{DemoWikiSettings.Name}</a>
        <p>This is a demonstration wiki. It comes with Microblog for trying it out: nobody here is real, and a restart forgets everything.</p>
        </header>
        <main>
        <h1>{title}</h1>
        {body}
        </main>
        </body>
        </html>

        """;
}

namespace Microblog.Tests.SignIn;

/// <summary>Answers one address in the server's place, to play a wiki that says something else.</summary>
internal sealed class AnswerInstead(string path, int status, string json) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, goOn) =>
        {
            if (!http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
            {
                await goOn(http);
                return;
            }

            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(json);
        });
        next(app);
    };
}

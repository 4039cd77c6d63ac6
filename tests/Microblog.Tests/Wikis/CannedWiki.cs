using System.Net;
using System.Text;
using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

/// <summary>A server on a real port that gives the same answer to everything, and our classes pointed at it.</summary>
public sealed class CannedWiki : IAsyncDisposable
{
    private readonly WebApplication app;

    private CannedWiki(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddWikis(_ => new Uri("http://127.0.0.1/about"));
        app = builder.Build();
        app.Run(async http =>
        {
            if (http.Request.HasFormContentType)
                LastForm = await http.Request.ReadFormAsync(http.RequestAborted);
            Requests++;
            await answer(http);
        });
    }

    public MovableClock Clock { get; } = new();

    public int Requests { get; private set; }

    public IFormCollection? LastForm { get; private set; }

    public WikiApi Api => app.Services.GetRequiredService<WikiApi>();

    public WikiOAuth OAuth => app.Services.GetRequiredService<WikiOAuth>();

    public WikiSettings Settings => new()
    {
        Id = "canned",
        Name = "Canned",
        ApiUrl = new Uri(app.Urls.Single() + "/w/api.php"),
        RestUrl = new Uri(app.Urls.Single() + "/w/rest.php"),
        ClientId = "id",
        ClientSecret = "secret",
    };

    public static async Task<CannedWiki> StartAsync(RequestDelegate answer)
    {
        var wiki = new CannedWiki(answer);
        await wiki.app.StartAsync(TestContext.Current.CancellationToken);
        return wiki;
    }

    public static Task<CannedWiki> SayingAsync(
        string body, string contentType = "application/json; charset=utf-8", HttpStatusCode status = HttpStatusCode.OK) =>
        StartAsync(http => WriteAsync(http, body, contentType, status));

    /// <summary>Gives a token and then this profile.</summary>
    public static Task<CannedWiki> WithProfileAsync(string profile, string contentType = "application/json") =>
        StartAsync(http => http.Request.Path.Value!.EndsWith("/access_token", StringComparison.Ordinal)
            ? WriteAsync(http, """{"token_type":"Bearer","expires_in":3600,"access_token":"eyJ.a.b","refresh_token":"def"}""", "application/json", HttpStatusCode.OK)
            : WriteAsync(http, profile, contentType, HttpStatusCode.OK));

    public static Task WriteAsync(HttpContext http, string body, string contentType, HttpStatusCode status)
    {
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(body, Encoding.UTF8, http.RequestAborted);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

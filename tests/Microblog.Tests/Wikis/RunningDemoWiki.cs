using Microblog.DemoWiki;
using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

/// <summary>The demo wiki on a real port, and our own side's classes pointed at it over HTTP.</summary>
public sealed class RunningDemoWiki : IAsyncLifetime
{
    private readonly WebApplication app;

    public RunningDemoWiki()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddDemoWiki();
        builder.Services.AddWikis(_ => new Uri("http://127.0.0.1/about"));
        app = builder.Build();
        app.Use(async (http, next) =>
        {
            UserAgents.Add(http.Request.Headers.UserAgent.ToString());
            await next(http);
        });
        app.MapDemoWiki();
    }

    public MovableClock Clock { get; } = new();

    public WikiSettings Settings => DemoWikiSettings.For(Address);

    public DemoWikiState State => app.Services.GetRequiredService<DemoWikiState>();

    public WikiApi Api => app.Services.GetRequiredService<WikiApi>();

    public WikiOAuth OAuth => app.Services.GetRequiredService<WikiOAuth>();

    public System.Collections.Concurrent.ConcurrentBag<string> UserAgents { get; } = [];

    /// <summary>Our callback; nothing listens there, as the browser stops in front of it.</summary>
    public Uri Callback { get; } = new("http://127.0.0.1:9/sign-in/callback");

    public Uri Address => new(app.Urls.Single());

    public async ValueTask InitializeAsync() => await app.StartAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    public DemoBrowser OpenBrowser() => new(Address);
}

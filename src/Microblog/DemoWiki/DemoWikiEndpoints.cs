using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microblog.DemoWiki;

/// <summary>Registers and maps the demo wiki. Only for development: everybody can log in as its administrator.</summary>
public static class DemoWikiEndpoints
{
    public static IServiceCollection AddDemoWiki(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<DemoWikiState>()
            .AddSingleton<DemoSessions>()
            .AddSingleton<DemoGrants>()
            .AddSingleton<DemoApi>()
            .AddSingleton<DemoOAuth>()
            .AddSingleton<DemoConsent>()
            .AddSingleton<DemoLogIn>()
            .AddSingleton<DemoPages>();
    }

    public static IEndpointRouteBuilder MapDemoWiki(this IEndpointRouteBuilder routes)
    {
        var wiki = routes.MapGroup(DemoWikiSettings.Path).AllowAnonymous().AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<DemoWikiState>().IsDown ? DemoPages.Down() : await next(context));

        wiki.MapGet("/", (HttpContext http, DemoPages pages) => pages.Front(http));
        wiki.MapGet("/style.css", () => Results.Text(DemoStyle.Css, "text/css"));
        wiki.MapGet("/wiki/{**title}", (string title, DemoPages pages) => pages.Page(title));
        wiki.MapGet("/wiki/Special:UserLogin", (HttpContext http, DemoLogIn logIn) => logIn.Show(http));
        wiki.MapPost("/wiki/Special:UserLogin", (HttpContext http, DemoLogIn logIn) => logIn.LogInAsync(http));
        wiki.MapPost("/wiki/Special:UserLogout", (HttpContext http, DemoLogIn logIn) => logIn.LogOutAsync(http));
        wiki.MapGet("/wiki/Special:OAuth/approve", (HttpContext http, DemoConsent consent) => consent.Show(http));
        wiki.MapPost("/wiki/Special:OAuth/approve", (HttpContext http, DemoConsent consent) => consent.DecideAsync(http));
        wiki.MapMethods("/api.php", ["GET", "POST"], (HttpContext http, DemoApi api) => api.AnswerAsync(http));
        wiki.MapGet("/rest.php/oauth2/authorize", (HttpContext http, DemoOAuth oauth) => oauth.Authorize(http));
        wiki.MapPost("/rest.php/oauth2/access_token", (HttpContext http, DemoOAuth oauth) => oauth.TokenAsync(http));
        wiki.MapGet("/rest.php/oauth2/resource/profile",
            (HttpContext http, DemoOAuth oauth, TimeProvider clock) => oauth.Profile(http, clock));
        return routes;
    }
}

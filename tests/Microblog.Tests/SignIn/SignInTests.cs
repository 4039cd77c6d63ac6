using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.SignIn;

/// <summary>Signing in through the demo wiki, which speaks MediaWiki's OAuth and API.</summary>
public sealed class SignInTests
{
    [Theory, EachDatabase]
    public async Task An_editor_signs_in_and_stays_signed_in(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var browser = new Browser(server);

        await browser.SignInAsync("Editor");

        Assert.Equal("/home", browser.At.PathAndQuery);
        Assert.True(await browser.IsSignedInAsync());
        var identity = await server.AskAsync(db => db.WikiIdentities.Include(w => w.Account!.Actor).SingleAsync());
        Assert.Equal(("demo", "2", 2, "Editor"), (identity.WikiId, identity.Sub, identity.UserId, identity.Name));
        Assert.Equal(("editor", "Editor"), (identity.Account!.Actor.Handle, identity.Account.Actor.DisplayName));
        Assert.True(identity is { IsKnown: true, HasRequiredRight: true, BlockedUntil: null });
    }

    [Fact]
    public async Task Step_by_step_the_person_logs_in_and_consents_at_the_wiki()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);

        await browser.GoToAsync("/sign-in?return_to=/settings");
        Assert.Contains("Sign in with Demo Wiki", browser.Page, StringComparison.Ordinal);
        await browser.GoToAsync("/sign-in/start/demo?return_to=%2Fsettings");
        await browser.SubmitAsync(("name", "Editor"), ("password", "demo"));
        await browser.SubmitAsync(("accept", "1"));

        Assert.Equal("/settings", browser.At.PathAndQuery);
        Assert.True(await browser.IsSignedInAsync());
    }
}

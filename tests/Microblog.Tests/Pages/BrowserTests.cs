using Microblog.Accounts;
using Microblog.Jobs;
using Microblog.SignIn;
using Microblog.Tests.Support;
using Microsoft.Playwright;

namespace Microblog.Tests.Pages;

/// <summary>A real browser, with and without script.</summary>
public sealed class BrowserTests
{
    private const string Chromium = "/usr/bin/chromium";

    [Theory]
    [InlineData(true, ColorScheme.Light, 1280)]
    [InlineData(false, ColorScheme.Dark, 390)]
    public async Task A_person_posts_in_a_browser_with_and_without_script(bool withScript, ColorScheme scheme, int width)
    {
        Assert.SkipUnless(File.Exists(Chromium), "install the Debian package chromium");
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        await using var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = withScript,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 800 },
        });
        await context.AddCookiesAsync([await SessionOfAsync(server, alice)]);
        var page = await context.NewPageAsync();
        List<string> complaints = [];
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);

        await page.GotoAsync(new Uri(server.BaseUrl, "/home").AbsoluteUri);
        await page.GetByLabel("What is happening on your wiki?").FillAsync("👩‍🚀 https://example.org/a/very/long/address/that/counts/less ok");
        if (withScript)
            Assert.Equal("472 left", await page.Locator("#left").TextContentAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Post", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Article).Filter(new() { HasText = "👩‍🚀" }).WaitForAsync();
        Assert.Contains("posted", await page.GetByRole(AriaRole.Status).First.TextContentAsync(), StringComparison.Ordinal);
        foreach (var path in new[] { "/public", "/@alice", "/log", "/follow", "/nonsense" })
            await page.GotoAsync(new Uri(server.BaseUrl, path).AbsoluteUri);
        Assert.DoesNotContain(complaints, c => !c.Contains("404", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task What_moderators_see_of_the_queue_fits_any_screen(ColorScheme scheme, int width)
    {
        Assert.SkipUnless(File.Exists(Chromium), "install the Debian package chromium");
        await using var server = await TestServer.StartAsync();
        var moderator = await server.SignUpAsync("moderator", Role.Moderator);
        await server.AskAsync(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var host = new string('d', 60) + ".example:8443";
            db.Lanes.Add(new Lane
            {
                Name = Lane.OfHost(host),
                IsDelivery = true,
                Failures = 12,
                FailingSince = now,
                ReadyAt = now.AddHours(1),
                LastError = $"{host} did not answer.",
                MissedFrom = 1L << 56,
            });
            db.Jobs.Add(new Job { Lane = "lane", Kind = "Kind", Payload = "{}", DueAt = now.AddHours(-1), FailedAt = now, LastError = new string('x', 400) });
            return await db.SaveChangesAsync();
        });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        await using var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = false,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 800 },
        });
        await context.AddCookiesAsync([await SessionOfAsync(server, moderator)]);
        var page = await context.NewPageAsync();

        foreach (var path in new[] { "/moderation/federation", "/moderation/jobs" })
        {
            await page.GotoAsync(new Uri(server.BaseUrl, path).AbsoluteUri);
            await page.Locator(".queue details summary").First.ClickAsync();
            Assert.True(await page.Locator("html").EvaluateAsync<bool>("html => html.scrollWidth <= html.clientWidth"));
        }
    }

    [Fact]
    public async Task Deleting_asks_first_even_without_script()
    {
        Assert.SkipUnless(File.Exists(Chromium), "install the Debian package chromium");
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("to be deleted");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        await using var context = await browser.NewContextAsync(new() { JavaScriptEnabled = false });
        await context.AddCookiesAsync([await SessionOfAsync(server, alice)]);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(server.BaseUrl, "/@alice").AbsoluteUri);
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "Delete the notice" });

        Assert.False(await confirm.IsVisibleAsync());
        await page.GetByText("Delete", new() { Exact = true }).ClickAsync();
        await confirm.ClickAsync();

        await page.GetByText("The notice is deleted.").WaitForAsync();
        Assert.Equal(0, await page.GetByText("to be deleted").CountAsync());
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Chromium,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    });

    private static async Task<Cookie> SessionOfAsync(TestServer server, Person person)
    {
        await using var scope = server.NewScope();
        var secret = await scope.Get<Sessions>().BeginAsync(person.AccountId, "test", TestContext.Current.CancellationToken);
        return new() { Name = server.SessionCookie, Value = secret, Url = server.BaseUrl.AbsoluteUri };
    }
}

using System.Net;
using Microblog.DemoWiki;
using Microblog.SignIn;
using Microblog.Tests.Support;
using Microblog.Web;
using Microblog.Wikis;

namespace Microblog.Tests.SignIn;

public sealed class WikiSetupTests
{
    [Fact]
    public void Without_a_wiki_production_does_not_start()
    {
        var stop = Assert.Throws<SettingsException>(() => WikiSetup.Complete(new MicroblogSettings(), isDevelopment: false));

        Assert.Contains("Microblog:Wikis", stop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configured_wiki_takes_the_demo_wikis_place()
    {
        var settings = new MicroblogSettings { Wikis = [Wiki("real", [])] };

        WikiSetup.Complete(settings, isDevelopment: true);

        Assert.False(settings.OffersDemoWiki);
        Assert.Equal("real", Assert.Single(settings.Wikis).Id);
    }

    [Fact]
    public void No_group_of_a_wiki_makes_an_administrator()
    {
        var settings = new MicroblogSettings { Wikis = [Wiki("real", new() { ["bureaucrat"] = "administrator" })] };

        var stop = Assert.Throws<SettingsException>(() => WikiSetup.Complete(settings, isDevelopment: false));

        Assert.Contains("bureaucrat", stop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_administrator_of_an_unknown_wiki_is_a_mistake()
    {
        var settings = new MicroblogSettings { Wikis = [Wiki("real", [])], Administrators = ["other:1"] };

        Assert.Throws<SettingsException>(() => WikiSetup.Complete(settings, isDevelopment: false));
    }

    [Fact]
    public async Task Where_a_wiki_is_configured_there_is_no_demo_wiki_and_no_sign_in_without_a_click()
    {
        var wiki = DemoWikiSettings.For(new Uri("http://127.0.0.1:9"));
        await using var server = await TestServer.StartAsync(configure: o =>
        {
            o.Settings["Wikis:0:Id"] = "real";
            o.Settings["Wikis:0:Name"] = "Real Wiki";
            o.Settings["Wikis:0:ApiUrl"] = wiki.ApiUrl.AbsoluteUri;
            o.Settings["Wikis:0:RestUrl"] = wiki.RestUrl!.AbsoluteUri;
            o.Settings["Wikis:0:ClientId"] = "id";
            o.Settings["Wikis:0:ClientSecret"] = "secret";
        });
        using var browser = new Browser(server);

        await browser.LookAtAsync("/sign-in?as=Editor");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Sign in with Real Wiki", browser.Page, StringComparison.Ordinal);
        await browser.LookAtAsync("/demo-wiki/");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task The_keys_of_forms_lie_in_the_database()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);

        await browser.GoToAsync("/sign-out");

        Assert.NotEmpty(await server.AskAsync(db => Task.FromResult(db.ProtectionKeys.ToList())));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff::", "20010DB800010002")]
    public void An_address_counts_by_household(string address, string key) =>
        Assert.Equal(key, SignInLimit.KeyOf(IPAddress.Parse(address)));

    [Fact]
    public async Task Who_begins_too_often_is_asked_to_wait()
    {
        await using var server = await TestServer.StartAsync(configure: o => o.Settings["RateLimits:Enabled"] = "true");
        using var browser = new Browser(server);
        for (var i = 0; i < SignInLimit.PerMinute * 2 && browser.Status != HttpStatusCode.TooManyRequests; i++)
            await browser.LookAtAsync("/sign-in/start/demo");

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    private static WikiSettings Wiki(string id, Dictionary<string, string> roles) => new()
    {
        Id = id,
        Name = "Real Wiki",
        ApiUrl = new Uri("https://wiki.example/w/api.php"),
        Roles = roles,
    };
}

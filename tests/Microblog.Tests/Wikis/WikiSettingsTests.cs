using Microblog.DemoWiki;
using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

public sealed class WikiSettingsTests
{
    private static readonly Uri Api = new("https://wiki.example/w/api.php");

    [Fact]
    public void Settings_are_read_from_configuration_with_the_defaults_of_the_contract()
    {
        var settings = Read(new()
        {
            ["Id"] = "example",
            ["Name"] = "Example Wiki",
            ["ApiUrl"] = Api.AbsoluteUri,
            ["RestUrl"] = "https://wiki.example/w/rest.php",
            ["ClientId"] = "key",
            ["ClientSecret"] = "secret",
            ["Roles:sysop"] = "moderator",
            ["RecheckAfter"] = "00:07:00",
        });

        Assert.Empty(settings.Problems());
        Assert.Equal("moderator", settings.Roles["sysop"]);
        Assert.Equal("autoconfirmed", settings.RequiredRight);
        Assert.Equal(WikiSignIn.OAuth, settings.SignIn);
        Assert.Equal(TimeSpan.FromMinutes(7), settings.RecheckAfter);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.LogPollEvery);
        Assert.Equal(TimeSpan.FromMinutes(15), settings.SweepEvery);
        Assert.Equal(TimeSpan.FromHours(24), settings.TrustLastAnswerFor);
    }

    [Theory]
    [InlineData("Id", "Has Spaces")]
    [InlineData("Id", "")]
    [InlineData("Name", "")]
    [InlineData("ApiUrl", "file:///etc/passwd")]
    [InlineData("ApiUrl", "w/api.php")]
    [InlineData("RestUrl", "")]
    [InlineData("ClientId", "")]
    [InlineData("ClientSecret", "")]
    [InlineData("RequiredRight", "")]
    [InlineData("PageUrl", "https://wiki.example/wiki/")]
    [InlineData("PageUrl", "javascript:$1")]
    [InlineData("SweepEvery", "00:00:00")]
    public void A_wrong_setting_is_named(string setting, string value)
    {
        var values = new Dictionary<string, string?>
        {
            ["Id"] = "example",
            ["Name"] = "Example Wiki",
            ["ApiUrl"] = Api.AbsoluteUri,
            ["RestUrl"] = "https://wiki.example/w/rest.php",
            ["ClientId"] = "key",
            ["ClientSecret"] = "secret",
        };
        Assert.Empty(Read(values).Problems());

        values[setting] = value;

        Assert.Contains(setting, Assert.Single(Read(values).Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_altogether_is_named_too() => Assert.Equal(5, Read(new() { ["SignIn"] = "OAuth" }).Problems().Count());

    [Fact]
    public void The_demo_wiki_is_configured_rightly() => Assert.Empty(DemoWikiSettings.For(new Uri("http://localhost:5000")).Problems());

    [Theory]
    [InlineData("User:Alice Editor", "User:Alice_Editor")]
    [InlineData("C++", "C%2B%2B")]
    [InlineData("AC/DC", "AC/DC")]
    [InlineData("Rock 'n' Roll", "Rock_%27n%27_Roll")]
    [InlineData("What?", "What%3F")]
    [InlineData("A&B", "A%26B")]
    [InlineData("Straße", "Stra%C3%9Fe")]
    [InlineData("100% x", "100%25_x")]
    public void Page_addresses_are_spelt_as_MediaWiki_spells_them(string title, string path)
    {
        var settings = new WikiSettings { Id = "w", Name = "W", ApiUrl = Api, PageUrl = "https://wiki.example/wiki/$1" };

        Assert.Equal("https://wiki.example/wiki/" + path, settings.PageAddress(title).AbsoluteUri);
    }

    [Fact]
    public void Without_a_page_address_the_one_beside_the_api_is_taken()
    {
        var settings = new WikiSettings { Id = "w", Name = "W", ApiUrl = Api };

        Assert.Equal("https://wiki.example/w/index.php?title=User:X", settings.PageAddress("User:X").AbsoluteUri);
    }

    private static WikiSettings Read(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build().Get<WikiSettings>()!;
}

using Microblog.SignIn;
using Microblog.Tests.Support;

namespace Microblog.Tests.SignIn;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/settings", "/settings")]
    [InlineData("/@alice?page=2#last", "/@alice?page=2#last")]
    [InlineData("/search?q=a%2F%2Fb", "/search?q=a%2F%2Fb")]
    [InlineData("/a/../b", "/b")]
    [InlineData("/@ä", "/@%C3%A4")]
    public void Our_own_paths_are_kept(string address, string path) => Assert.Equal(path, LocalPath.From(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("settings")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData(@"/\evil.example")]
    [InlineData(@"\\evil.example")]
    [InlineData(@"/\/evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("%2f%2fevil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    [InlineData("/ /evil.example")]
    [InlineData("/.//evil.example")]
    [InlineData("/a/..//evil.example")]
    [InlineData("/%2e//evil.example")]
    [InlineData("/sign-in?return_to=/sign-in")]
    [InlineData("/sign-out")]
    public void Everything_else_is_the_front_page(string? address) => Assert.Equal("/", LocalPath.From(address));

    [Theory]
    [InlineData("//evil.example")]
    [InlineData(@"/\evil.example")]
    [InlineData("https:evil.example")]
    public async Task Nobody_is_sent_to_another_site_after_signing_in(string address)
    {
        await using var server = await TestServer.StartAsync();
        using var browser = new Browser(server);

        await browser.GoToAsync("/sign-in?as=Editor&return_to=" + Uri.EscapeDataString(address));

        Assert.Equal(server.BaseUrl.Authority, browser.At.Authority);
        Assert.NotNull(browser.SessionSecret);
    }
}

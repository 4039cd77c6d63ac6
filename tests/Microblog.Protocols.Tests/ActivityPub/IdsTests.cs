using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class IdsTests
{
    [Theory]
    [InlineData("https://a.example/users/1")]
    [InlineData("http://127.0.0.1:5080/users/1#main-key")]
    [InlineData("http://[::1]:81/?a=b")]
    [InlineData("https://xn--bcher-kva.example/%C3%BC")]
    public void An_address_in_its_canonical_spelling_stays_as_it_is(string text)
    {
        Assert.True(Ids.TryParse(text, out var id));
        Assert.Equal(text, id.AbsoluteUri);
    }

    [Theory]
    [InlineData("HTTPS://A.Example:443/x", "https://a.example/x")]
    [InlineData("https://a.example/ü?é", "https://a.example/%C3%BC?%C3%A9")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    public void Other_spellings_become_the_canonical_one(string text, string canonical)
    {
        Assert.True(Ids.TryParse(text, out var id));
        Assert.Equal((canonical, canonical), (id.AbsoluteUri, id.OriginalString));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/users/1")]
    [InlineData("//a.example/")]
    [InlineData("https:a.example")]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData(" https://a.example/")]
    [InlineData("https://a.example/ x")]
    [InlineData("https://a.example/\n")]
    [InlineData("https://a.example\\@b.example/")]
    [InlineData("https://u:p@a.example/")]
    [InlineData("https://@a.example/")]
    [InlineData("https://a.example:0/")]
    [InlineData("https://a.example:99999/")]
    [InlineData("https://\u24d4xample.com/")]
    [InlineData("https://a\u200b.example/")]
    [InlineData("https://a\uff0eexample/")]
    [InlineData("https://b\u00fccher.example/")]
    [InlineData("https://%61.example/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    [InlineData("ftp://a.example/")]
    [InlineData("javascript://a.example/%0aalert(1)")]
    [InlineData("tag:a.example,2025:1")]
    [InlineData("https://a.example/\ud800")]
    [InlineData("https://a.example/\u0085")]
    public void Anything_else_is_no_address(string? text) => Assert.False(Ids.TryParse(text, out _));

    [Fact]
    public void An_address_of_more_than_2048_characters_is_none()
    {
        Assert.True(Ids.TryParse("https://a.example/" + new string('x', 2030), out _));
        Assert.False(Ids.TryParse("https://a.example/" + new string('x', 2031), out _));
        Assert.False(Ids.TryParse("https://a.example/" + new string('é', 1000), out _));
    }

    [Fact]
    public void The_fragment_tells_two_ids_apart_though_Uri_says_otherwise()
    {
        var one = new Uri("https://a.example/u#follows/1");
        var two = new Uri("https://a.example/u#follows/2");

        Assert.True(one == two);
        Assert.False(Ids.Same(one, two));
        Assert.Equal(2, new[] { one, two }.Distinct(Ids.Comparer).Count());
    }
}

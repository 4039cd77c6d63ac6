using Microblog.Protocols.WebFinger;

namespace Microblog.Protocols.Tests.WebFinger;

public sealed class HandleTests
{
    [Theory]
    [InlineData("@alice@social.example", "alice@social.example")]
    [InlineData("alice@social.example", "alice@social.example")]
    [InlineData("acct:alice@social.example", "alice@social.example")]
    [InlineData("Alice@SOCIAL.example.", "Alice@social.example")]
    [InlineData("a.b-c_d@social.example:443", "a.b-c_d@social.example")]
    [InlineData("_@social.example", "_@social.example")]
    [InlineData("name@127.0.0.1:5080", "name@127.0.0.1:5080")]
    [InlineData("name@127.0.78.1", "name@127.0.78.1")]
    [InlineData("@name@[::1]:5080", "name@[::1]:5080")]
    [InlineData("name@[0:0:0:0:0:0:0:1]", "name@[::1]")]
    [InlineData("name@bücher.example", "name@xn--bcher-kva.example")]
    [InlineData("name@localhost", "name@localhost")]
    public void A_handle_has_one_spelling(string text, string handle)
    {
        Assert.True(Handle.TryParse(text, out var parsed));
        Assert.Equal(handle, parsed.ToString());
        Assert.True(Handle.TryParse(parsed.ToString(), out var again));
        Assert.Equal(parsed, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("alice")]
    [InlineData("@alice")]
    [InlineData("alice@")]
    [InlineData("@@social.example")]
    [InlineData("al ice@social.example")]
    [InlineData("alice@social.example\n")]
    [InlineData("alice\n@social.example")]
    [InlineData(".alice@social.example")]
    [InlineData("alice.@social.example")]
    [InlineData("-alice@social.example")]
    [InlineData("алиса@social.example")]
    [InlineData("alice\u0662@social.example")]
    [InlineData("alice@social.example/path")]
    [InlineData("alice@social.example?x")]
    [InlineData("alice@social.example#x")]
    [InlineData("alice@evil@social.example")]
    [InlineData("alice@social.example:")]
    [InlineData("alice@social.example:0")]
    [InlineData("alice@social.example:99999")]
    [InlineData("alice@social .example")]
    [InlineData("alice@[fe80::1%25eth0]")]
    [InlineData("https://social.example/@alice")]
    public void Anything_else_is_no_handle(string? text) => Assert.False(Handle.TryParse(text, out _));

    [Fact]
    public void A_name_has_at_most_255_letters()
    {
        Assert.True(Handle.IsName(new string('a', 255)));
        Assert.False(Handle.IsName(new string('a', 256)));
    }
}

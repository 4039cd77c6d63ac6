using Microblog.Actors;
using Microblog.Moderation.Domains;

namespace Microblog.Tests.Moderation.Domains;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("Example.ORG", "example.org")]
    [InlineData(" example.org. ", "example.org")]
    [InlineData("example.org:8443", "example.org:8443")]
    [InlineData("example.org:443", "example.org")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("XN--BCHER-KVA.example", "xn--bcher-kva.example")]
    [InlineData("127.0.0.1:5080", "127.0.0.1:5080")]
    [InlineData("[2001:DB8::1]:8080", "[2001:db8::1]:8080")]
    [InlineData("localhost", "localhost")]
    public void A_name_is_kept_in_the_spelling_of_actors(string typed, string kept)
    {
        Assert.True(DomainName.TryParse(typed, out var host));
        Assert.Equal(kept, host);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("https://example.org")]
    [InlineData("example.org/path")]
    [InlineData("somebody@example.org")]
    [InlineData("exa*ple.org")]
    [InlineData("example..org")]
    [InlineData(".example.org")]
    [InlineData("two words")]
    [InlineData("%65xample.org")]
    [InlineData("example.org:99999")]
    public void What_is_no_name_is_refused(string? typed) => Assert.False(DomainName.TryParse(typed, out _));

    [Fact]
    public void A_server_comes_under_its_name_with_its_port_then_without_then_under_those_above_it()
    {
        Assert.Equal(["a.b.example:81", "a.b.example", "b.example:81", "b.example", "example:81", "example"], DomainName.Covering("a.b.example:81"));
        Assert.Equal(["127.0.0.1:81", "127.0.0.1"], DomainName.Covering("127.0.0.1:81"));
        Assert.Equal(["[::1]:81", "[::1]"], DomainName.Covering("[::1]:81"));
        Assert.Equal(["[::1]"], DomainName.Covering("[::1]"));
    }

    [Fact]
    public void The_longest_name_counts_and_what_only_ends_alike_is_another_server()
    {
        var rules = new HostRules([Policy("example.org", PolicyLevel.Block), Policy("good.example.org", PolicyLevel.Allow), Policy("x.example", PolicyLevel.Silence)], isAllowList: false);

        Assert.Equal(HostStanding.Blocked, rules.Of("bad.example.org:8443").Standing);
        Assert.Equal(HostStanding.Open, rules.Of("very.good.example.org").Standing);
        Assert.Equal(HostStanding.Open, rules.Of("notexample.org").Standing);
        Assert.Equal(HostStanding.Open, rules.Of("org").Standing);
        Assert.Equal(HostStanding.Silenced, rules.Of("a.x.example").Standing);
    }

    [Fact]
    public void In_allow_list_mode_only_the_allowed_are_let_in()
    {
        var rules = new HostRules([Policy("example.org", PolicyLevel.Allow), Policy("x.example", PolicyLevel.Silence)], isAllowList: true);

        Assert.Equal(HostStanding.Open, rules.Of("a.example.org").Standing);
        Assert.True(rules.Of("x.example").IsBlocked);
        Assert.True(rules.Of("unknown.example").IsBlocked);
    }

    [Fact]
    public void An_obfuscated_name_shows_its_ends() => Assert.Equal("exam****.org", DomainName.Obfuscated("examples.org"));

    private static DomainPolicy Policy(string host, PolicyLevel level) => new()
    {
        Id = 1,
        Host = host,
        Level = level,
        PublicComment = "",
        PrivateComment = "",
        ChangedAt = DateTimeOffset.UnixEpoch,
    };
}

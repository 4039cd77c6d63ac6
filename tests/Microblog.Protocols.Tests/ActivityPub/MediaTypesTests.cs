using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("application/activity+json")]
    [InlineData("Application/Activity+JSON; charset=utf-8")]
    [InlineData("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"")]
    [InlineData("application/ld+json;charset=utf-8;profile=\"https://www.w3.org/ns/activitystreams https://x.example/\"")]
    public void Activities_come_as_these(string type) => Assert.True(MediaTypes.IsActivity(type));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("application/json")]
    [InlineData("application/ld+json")]
    [InlineData("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams-history\"")]
    [InlineData("application/ld+json; profile=\"x\"; profile=\"https://www.w3.org/ns/activitystreams\"")]
    [InlineData("text/plain")]
    [InlineData("text/html; application/activity+json")]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    [InlineData("application/activity+json, text/html")]
    [InlineData("application/activity+jsonx")]
    public void Nothing_else_is_an_activity(string? type) => Assert.False(MediaTypes.IsActivity(type));

    [Theory]
    [InlineData("application/activity+json", true)]
    [InlineData("application/activity+json, application/ld+json", true)]
    [InlineData(MediaTypes.Accept, true)]
    [InlineData("application/ld+json", true)]
    [InlineData("text/html;q=0.5, application/activity+json", true)]
    [InlineData("application/activity+json, text/html;q=0.1", true)]
    [InlineData("text/html, application/activity+json;q=0.9", false)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", false)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData("application/activity+json;q=0", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData(",,;;\"", false)]
    public void A_page_is_answered_unless_an_activity_is_asked_for(string? accept, bool activity) =>
        Assert.Equal(activity, MediaTypes.PrefersActivity(accept));
}

using System.Text;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;
using Microblog.Protocols.WebFinger;

namespace Microblog.Protocols.Tests.WebFinger;

public sealed class WebFingerDocumentTests
{
    [Theory]
    [InlineData("mastodon-4.5/webfinger", "alice@social.example", "https://social.example/users/alice")]
    [InlineData("fedbench-1/webfinger", "r1@127.0.78.1:7801", "http://127.0.78.1:7801/users/r1")]
    public void A_document_leads_to_the_actor(string fixture, string handle, string actor)
    {
        var document = WebFingerDocument.Parse(Fixture.Read(fixture));

        Assert.Equal(handle, document.Handle?.ToString());
        Assert.Equal(actor, document.Actor?.AbsoluteUri);
    }

    [Fact]
    public void A_self_link_of_another_type_is_not_the_actor()
    {
        var document = WebFingerDocument.Parse(Fixture.Bytes("""
            {"subject":"acct:a@b.example","links":[
              {"rel":"self","type":"application/json","href":"https://b.example/wrong"},
              {"rel":"self","href":"https://b.example/untyped"},
              {"rel":"self","type":"application/activity+json","href":"javascript:alert(1)"},
              {"rel":"self","type":"application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"","href":"https://b.example/right"}]}
            """));

        Assert.Equal("https://b.example/right", document.Actor?.AbsoluteUri);
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var document = new WebFingerDocument(
            "acct:alice@wiki.example",
            ["https://wiki.example/users/1"],
            [
                new WebFingerLink("self", MediaTypes.ActivityJson, "https://wiki.example/users/1"),
                new WebFingerLink("http://ostatus.org/schema/1.0/subscribe", null, null, "https://wiki.example/follow?uri={uri}"),
            ]);

        Assert.Equivalent(document, WebFingerDocument.Parse(document.Write()), strict: true);
    }

    [Fact]
    public void A_document_without_a_subject_is_refused() =>
        Assert.Throws<MalformedActivityException>(() => WebFingerDocument.Parse("{}"u8.ToArray()));

    [Fact]
    public void Host_meta_says_where_to_ask()
    {
        var baseUrl = new Uri("http://127.0.0.1:5080/");
        const string Template = "http://127.0.0.1:5080/.well-known/webfinger?resource={uri}";

        Assert.Contains($"template=\"{Template}\"", Encoding.UTF8.GetString(HostMeta.WriteXrd(baseUrl)), StringComparison.Ordinal);
        Assert.Contains($"\"template\":\"{Template}\"", Encoding.UTF8.GetString(HostMeta.WriteJson(baseUrl)), StringComparison.Ordinal);
    }
}

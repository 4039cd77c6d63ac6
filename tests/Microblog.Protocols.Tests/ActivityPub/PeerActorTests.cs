using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class PeerActorTests
{
    [Fact]
    public void An_actor_from_Mastodon_is_read_whole()
    {
        var actor = ActorParser.Parse(Fixture.Read("mastodon-4.5/actor"));

        Assert.Equal(("Person", "alice", "Alice 🐘"), (actor.Type, actor.PreferredUsername, actor.Name));
        Assert.StartsWith("<p>Edits", actor.Summary, StringComparison.Ordinal);
        Assert.Equal("https://social.example/@alice", actor.Url?.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice/inbox", actor.Inbox.AbsoluteUri);
        Assert.Equal("https://social.example/inbox", actor.SharedInbox?.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice/outbox", actor.Outbox?.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice/followers", actor.Followers?.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice/following", actor.Following?.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice#main-key", actor.PublicKey?.Id.AbsoluteUri);
        Assert.True(actor.ManuallyApprovesFollowers);
        Assert.Equal("https://files.social.example/accounts/avatars/1.png", actor.Icon?.AbsoluteUri);
        Assert.Equal("https://files.social.example/accounts/headers/1.jpg", actor.Image?.AbsoluteUri);
        Assert.Equal(2022, actor.Published?.Year);
        Assert.Equal(["Wiki", "Pronouns"], actor.Fields.Select(f => f.Name));
    }

    [Fact]
    public void An_actor_from_Misskey_may_lack_nearly_everything()
    {
        var actor = ActorParser.Parse(Fixture.Read("misskey-2025.9/actor"));

        Assert.Equal(("Neko", null, null, null), (actor.PreferredUsername, actor.Name, actor.Summary, actor.Icon));
        Assert.NotNull(actor.PublicKey);
    }

    [Fact]
    public void An_actor_on_an_address_with_a_port_is_read()
    {
        var actor = ActorParser.Parse(Fixture.Read("fedbench-1/actor"));

        Assert.Equal("127.0.78.1:7801", Origin.HostOf(actor.Id));
        Assert.Equal("http://127.0.78.1:7801/inbox", actor.SharedInbox?.AbsoluteUri);
    }

    [Fact]
    public void A_key_on_an_address_of_its_own_is_its_owners()
    {
        var actor = ActorParser.Parse(Fixture.Read("gotosocial-0.20/actor"));
        var keyId = new Uri("https://gts.example/users/carol/main-key");

        var key = KeyDocument.Parse(Fixture.Read("gotosocial-0.20/main-key"), keyId);

        Assert.Null(Origin.Objection(key, actor));
    }

    [Fact]
    public void A_key_document_that_holds_another_key_is_refused() =>
        Assert.Throws<MalformedActivityException>(() =>
            KeyDocument.Parse(Fixture.Read("gotosocial-0.20/main-key"), new Uri("https://gts.example/users/eve/main-key")));

    [Fact]
    public void A_key_that_stands_alone_is_read()
    {
        var json = """
            {"id":"https://a.example/k","type":"Key","owner":"https://a.example/u","publicKeyPem":"pem"}
            """;
        var key = KeyDocument.Parse(Fixture.Bytes(json), new Uri("https://a.example/k"));

        Assert.Equal(("https://a.example/u", "pem"), (key.Owner.AbsoluteUri, key.Pem));
    }

    [Fact]
    public void A_key_of_another_owner_is_not_the_actors()
    {
        var json = """
            {"id":"https://a.example/u","type":"Person","preferredUsername":"u","inbox":"https://a.example/u/inbox",
             "publicKey":[{"id":"https://a.example/v#k","owner":"https://a.example/v","publicKeyPem":"theirs"},
                          {"id":"https://a.example/u#k","owner":"https://a.example/u","publicKeyPem":"ours"},
                          {"id":"https://a.example/u#l","owner":"https://a.example/u","publicKeyPem":"next"}]}
            """;
        var actor = ActorParser.Parse(Fixture.Bytes(json));

        Assert.Equal("ours", actor.PublicKey?.Pem);
        Assert.Equal("next", actor.KeyWithId(new Uri("https://a.example/u#l"))?.Pem);
        Assert.Null(actor.KeyWithId(new Uri("https://a.example/v#k")));
    }

    [Fact]
    public void Collections_and_pages_on_other_servers_are_left_out()
    {
        var json = """
            {"id":"https://a.example/u","type":["schema:Person","Person"],"preferredUsername":"u","inbox":"https://a.example/u/inbox",
             "followers":"https://b.example/followers","outbox":"http://a.example/u/outbox","following":"https://a.example:8443/f",
             "url":"https://bank.example/"}
            """;
        var actor = ActorParser.Parse(Fixture.Bytes(json));

        Assert.Equal((null, null, null, null), (actor.Followers, actor.Outbox, actor.Following, actor.Url));
        Assert.Equal("Person", actor.Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a@b")]
    [InlineData("../admin")]
    [InlineData("bob\\n")]
    [InlineData("b\\u043eb")]
    public void An_actor_whose_name_no_handle_can_have_is_refused(string name)
    {
        var json = $$"""
            {"id":"https://a.example/u","type":"Person","preferredUsername":"{{name}}","inbox":"https://a.example/u/inbox"}
            """;
        Assert.Throws<MalformedActivityException>(() => ActorParser.Parse(Fixture.Bytes(json)));
    }

    [Fact]
    public void Long_texts_and_lists_of_an_actor_are_cut()
    {
        var fields = string.Join(',', Enumerable.Repeat("""{"type":"PropertyValue","name":"n","value":"v"}""", 60));
        var json = $$"""
            {"id":"https://a.example/u","type":"Person","preferredUsername":"u","inbox":"https://a.example/u/inbox",
             "name":"{{new string('é', 2000)}}","summary":"{{new string('x', 30_000)}}","attachment":[{{fields}}]}
            """;
        var actor = ActorParser.Parse(Fixture.Bytes(json));

        Assert.Equal(new string('é', 1024), actor.Name);
        Assert.Equal(20 * 1024, actor.Summary?.Length);
        Assert.Equal(50, actor.Fields.Count);
    }
}

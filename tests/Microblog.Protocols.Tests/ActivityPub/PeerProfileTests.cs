using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;
using Microblog.Protocols.WebFinger;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class PeerProfileTests
{
    [Fact]
    public void A_moved_actor_from_Mastodon_says_whereto_and_who_it_was()
    {
        var actor = ActorParser.Parse(Fixture.Read("mastodon-4.5/moved-actor"));

        Assert.Equal("https://gts.example/users/erin", actor.MovedTo?.AbsoluteUri);
        Assert.Equal(["https://old.example/users/erin", "https://gts.example/users/erin"], actor.AlsoKnownAs.Select(u => u.AbsoluteUri));
        Assert.Equal((true, true, false, true), (actor.Suspended, actor.Memorial, actor.Discoverable, actor.Indexable));
        Assert.Equal(["blog.example", "news.example"], actor.AttributionDomains);
        Assert.Equal(new Handle("erin", "social.example"), actor.WebFinger);
        Assert.Equal("verified", Assert.Single(actor.Emojis).Name);
        Assert.EndsWith("/collections/featured", actor.Featured?.AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith("/collections/tags", actor.FeaturedTags?.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_keys_on_the_actors_own_server_are_its_own()
    {
        var actor = ActorParser.Parse(Fixture.Read("mastodon-4.5/moved-actor"));
        var key = Assert.Single(actor.AssertionMethods);

        Assert.Equal("https://social.example/ap/users/116#ed25519-key", key.Id.AbsoluteUri);
        Assert.Null(Origin.Objection(key, actor));
        Assert.NotNull(Origin.Objection(key with { Id = A.Under(actor.Id, "#another") }, actor));
        Assert.NotNull(Origin.Objection(key with { PublicKeyMultibase = "z6Mk" }, actor));
        Assert.NotNull(Origin.Objection(key with { Controller = A.Mallory }, actor));
        Assert.Equal(key, KeyDocument.ParseMultikey(Fixture.Read("mastodon-4.5/moved-actor"), key.Id));
    }

    [Fact]
    public void A_multikey_that_stands_alone_is_read()
    {
        var json = Fixture.Bytes(
            """{"id":"https://a.example/k","type":"Multikey","controller":"https://a.example/u","publicKeyMultibase":"z6Mk"}""");

        Assert.Equal("z6Mk", KeyDocument.ParseMultikey(json, new Uri("https://a.example/k")).PublicKeyMultibase);
        Assert.Throws<MalformedActivityException>(() => KeyDocument.ParseMultikey(json, new Uri("https://a.example/l")));
    }

    [Fact]
    public void A_group_from_Lemmy_may_be_for_moderators_only()
    {
        var group = ActorParser.Parse(Fixture.Read("lemmy-0.19/group"));

        Assert.Equal(("Group", "trains", "Trains"), (group.Type, group.PreferredUsername, group.Name));
        Assert.True(group.PostingRestrictedToMods);
        Assert.Equal("https://lemmy.example/c/trains/featured", group.Featured?.AbsoluteUri);
        Assert.Equal("https://lemmy.example/pictrs/image/icon.webp", group.Icon?.AbsoluteUri);
        Assert.Null(group.Discoverable);
    }

    [Fact]
    public void An_actor_from_PeerTube_is_shown_by_its_largest_picture()
    {
        var actor = ActorParser.Parse(Fixture.Read("peertube-7.0/actor"));

        Assert.Equal(("https://tube.example/lazy-static/avatars/600.png", "image/png"), (actor.Icon?.AbsoluteUri, actor.IconMediaType));
        Assert.Equal("https://tube.example/a/makers", actor.Url?.AbsoluteUri);
    }

    [Fact]
    public void An_actor_from_WordPress_has_an_id_with_a_query()
    {
        var actor = ActorParser.Parse(Fixture.Read("wordpress-7.5/actor"));

        Assert.Equal("https://blog.example/?author=1", actor.Id.AbsoluteUri);
        Assert.Equal("https://blog.example/author/gutenberg/", actor.Url?.AbsoluteUri);
        Assert.Equal("Blog", Assert.Single(actor.Fields).Name);
        Assert.Equal((true, true, "gutenberg@blog.example"), (actor.Discoverable, actor.Indexable, actor.WebFinger?.ToString()));
        Assert.Equal("https://blog.example/?author=1#main-key", actor.PublicKey?.Id.AbsoluteUri);
    }

    [Theory]
    [InlineData("pleroma-2.7/actor", "dora", "https://pl.example/inbox", "https://old.example/users/dora")]
    [InlineData("pixelfed-0.12/actor", "frida", "https://pix.example/f/inbox", null)]
    [InlineData("friendica-2024.12/actor", "jakob", "https://friend.example/inbox", null)]
    [InlineData("hubzilla-9.4/actor", "scott", "https://hub.example/inbox", "https://clone.example/channel/scott")]
    [InlineData("mobilizon-5.1/group", "dancers", "https://events.example/inbox", null)]
    [InlineData("sharkey-2025.4/actor", "robo", "https://shark.example/inbox", "https://mk.example/users/9x1")]
    public void Actors_of_every_server_have_a_name_an_inbox_and_a_key(string fixture, string name, string sharedInbox, string? alias)
    {
        var actor = ActorParser.Parse(Fixture.Read(fixture));

        Assert.Null(Origin.ObjectionToFetched(actor, actor.Id));
        Assert.Equal((name, sharedInbox), (actor.PreferredUsername, actor.SharedInbox?.AbsoluteUri));
        Assert.Equal(alias, actor.AlsoKnownAs.SingleOrDefault()?.AbsoluteUri);
        Assert.Null(Origin.Objection(actor.PublicKey!, actor));
        Assert.NotNull(actor.Followers);
    }

    [Fact]
    public void A_key_may_have_the_id_of_its_actor_as_Hubzillas_has()
    {
        var actor = ActorParser.Parse(Fixture.Read("hubzilla-9.4/actor"));

        Assert.Equal(actor.Id, actor.PublicKey?.Id);
        Assert.Single(actor.AssertionMethods);
    }

    [Fact]
    public void A_bot_from_Sharkey_has_moved()
    {
        var actor = ActorParser.Parse(Fixture.Read("sharkey-2025.4/actor"));

        Assert.Equal(("Service", "https://mk.example/users/9x1"), (actor.Type, actor.MovedTo?.AbsoluteUri));
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class ActivityWriterTests
{
    [Fact]
    public void A_Create_is_addressed_like_its_note()
    {
        var json = Read(ActivityWriter.Write(A.Create(A.Note())));

        Assert.Equal("Create", (string?)json["type"]);
        Assert.Equal("https://www.w3.org/ns/activitystreams#Public", (string?)json["to"]![0]);
        Assert.Equal("https://social.example/users/alice/followers", (string?)json["cc"]![0]);
        Assert.Equal("2025-09-30T12:34:56Z", (string?)json["published"]);
        Assert.Equal("<p>Hello, fediverse.</p>", (string?)json["object"]!["contentMap"]!["en"]);
        Assert.Equal("https://www.w3.org/ns/activitystreams", (string?)json["@context"]![0]);
    }

    [Fact]
    public void A_deleted_note_leaves_a_tombstone_and_a_deleted_actor_its_id()
    {
        var note = Read(ActivityWriter.Write(new Delete(A.Under(A.Alice, "#d"), A.Alice, A.Note().Id)));
        var actor = Read(ActivityWriter.Write(new Delete(A.Under(A.Alice, "#d"), A.Alice, A.Alice)));

        Assert.Equal("Tombstone", (string?)note["object"]!["type"]);
        Assert.Equal(A.Alice.AbsoluteUri, (string?)actor["object"]);
    }

    [Fact]
    public void An_Accept_embeds_the_follow_with_its_own_id()
    {
        var follow = A.Follow();

        var json = Read(ActivityWriter.Write(new Accept(A.Under(A.Alice, "#a"), A.Alice, follow.Id, follow)));

        Assert.Equal("https://wiki.example/users/7#follows/3", (string?)json["object"]!["id"]);
        Assert.Equal("Follow", (string?)json["object"]!["type"]);
        Assert.Null(json["object"]!["@context"]);
    }

    [Fact]
    public void An_actor_defines_every_term_beyond_ActivityStreams()
    {
        var json = Read(ActivityWriter.Actor(A.Actor()));

        Assert.Equal("https://w3id.org/security/v1", (string?)json["@context"]![1]);
        Assert.NotNull(json["@context"]![4]!["PropertyValue"]);
        Assert.NotNull(json["@context"]![4]!["manuallyApprovesFollowers"]);
        Assert.Equal("https://social.example/inbox", (string?)json["endpoints"]!["sharedInbox"]);
        Assert.Equal("https://social.example/users/alice#main-key", (string?)json["publicKey"]!["id"]);
    }

    [Fact]
    public void A_collection_counts_and_points_to_its_first_page()
    {
        var json = Read(ActivityWriter.OrderedCollection(
            A.Under(A.Alice, "/followers"), 12, A.Under(A.Alice, "/followers?page=1")));

        Assert.Equal(("OrderedCollection", 12), ((string?)json["type"], (int?)json["totalItems"]));
        Assert.Equal("https://social.example/users/alice/followers?page=1", (string?)json["first"]);
    }

    [Fact]
    public void A_page_lists_ids_or_activities()
    {
        var outbox = A.Under(A.Alice, "/outbox");
        var ids = Read(ActivityWriter.OrderedCollectionPage(A.Under(outbox, "?page=1"), outbox, null, null, [A.Bob]));
        var activities = Read(ActivityWriter.OrderedCollectionPage(
            A.Under(outbox, "?page=1"), outbox, A.Under(outbox, "?page=2"), null, [A.Create(A.Note())]));

        Assert.Equal(A.Bob.AbsoluteUri, (string?)ids["orderedItems"]![0]);
        Assert.Null(ids["next"]);
        Assert.Equal("Create", (string?)activities["orderedItems"]![0]!["type"]);
        Assert.Equal("https://social.example/users/alice/outbox?page=2", (string?)activities["next"]);
    }

    [Fact]
    public void The_same_activity_is_the_same_bytes() =>
        Assert.Equal(ActivityWriter.Write(A.Create(A.Note())), ActivityWriter.Write(A.Create(A.Note())));

    [Fact]
    public void Markup_and_letters_are_written_as_they_are()
    {
        var json = Encoding.UTF8.GetString(ActivityWriter.Note(A.Note() with { Content = "<p>é猫</p>" }));

        Assert.Contains("<p>é猫</p>", json, StringComparison.Ordinal);
    }

    private static JsonObject Read(byte[] json) => JsonNode.Parse(json)!.AsObject();
}

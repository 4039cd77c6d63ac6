using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class CollectionTests
{
    [Fact]
    public void Replies_from_Mastodon_begin_in_an_embedded_page()
    {
        var replies = CollectionParser.Parse(Fixture.Read("mastodon-4.5/replies"));
        var first = replies.FirstPage!;

        Assert.Equal((false, false, null), (replies.IsPage, replies.IsOrdered, replies.TotalItems));
        Assert.Equal("https://social.example/users/alice/statuses/113/replies?page=true", replies.First?.AbsoluteUri);
        Assert.True(first.IsPage);
        Assert.Equal(
            ["https://social.example/users/alice/statuses/115", "https://wiki.example/users/7/notices/13"],
            first.Items.Select(i => i.Id.AbsoluteUri));
        Assert.Equal("https://social.example/users/alice/statuses/113/replies?min_id=115&page=true", first.Next?.AbsoluteUri);
        Assert.Null(Origin.ObjectionToFetched(replies, A.Alice));
        Assert.NotNull(Origin.ObjectionToFetched(replies, A.Mallory));
    }

    [Fact]
    public void What_is_embedded_in_an_outbox_is_only_named()
    {
        var outbox = CollectionParser.Parse(Fixture.Read("lemmy-0.19/outbox"));

        Assert.Equal(
            [
                new CollectionItem(
                    new Uri("https://lemmy.example/activities/announce/1"), "Announce", new Uri("https://ds9.example/activities/create/1")),
                new CollectionItem(new Uri("https://lemmy.example/post/55143"), "Page"),
            ],
            outbox.Items);
        Assert.Equal((2, true), (outbox.TotalItems, outbox.IsOrdered));
    }

    [Fact]
    public void Pages_on_other_servers_are_left_out()
    {
        var collection = Parse(
            """
            {"id":"https://a.example/c","type":"OrderedCollection","totalItems":-1,"next":"https://a.example:8443/n",
             "first":{"id":"https://evil.example/p","type":"OrderedCollectionPage","orderedItems":["https://a.example/1"]}}
            """);

        Assert.Equal((null, null, null, null), (collection.First, collection.FirstPage, collection.Next, collection.TotalItems));
    }

    [Fact]
    public void A_page_within_a_page_is_not_followed()
    {
        var json = """{"type":"CollectionPage","items":["https://a.example/1"]}""";
        for (var i = 0; i < 20; i++)
            json = $$"""{"type":"CollectionPage","first":{{json}}}""";

        var collection = Parse($$"""{"id":"https://a.example/c","type":"Collection","first":{{json}}}""");

        Assert.Null(collection.FirstPage?.FirstPage);
    }

    [Fact]
    public void Of_a_page_the_first_thousand_items_are_read()
    {
        var items = string.Join(',', Enumerable.Range(0, 1500).Select(i => $"\"https://a.example/{i}\""));

        Assert.Equal(1000, Parse($$"""{"id":"https://a.example/c","type":"CollectionPage","items":[{{items}}]}""").Items.Count);
    }

    [Theory]
    [InlineData("""{"id":"https://a.example/c","type":"Note"}""")]
    [InlineData("""{"id":"https://a.example/c","items":[]}""")]
    [InlineData("""["https://a.example/1"]""")]
    public void What_is_no_collection_is_refused(string json) =>
        Assert.Throws<MalformedActivityException>(() => Parse(json));

    [Fact]
    public void A_collection_is_written_as_it_is_read()
    {
        var id = A.Under(A.Alice, "/notes/1/replies");
        var page = new CollectionDocument(A.Under(id, "?page=1"), "CollectionPage")
        {
            PartOf = id,
            Next = A.Under(id, "?page=2"),
            Items = [new CollectionItem(A.Bob)],
        };
        var replies = new CollectionDocument(id, "Collection") { TotalItems = 7, First = page.Id, FirstPage = page };

        Assert.Equivalent(replies, CollectionParser.Parse(ActivityWriter.Collection(replies)), strict: true);
    }

    [Fact]
    public void An_empty_collection_shows_that_it_is_empty()
    {
        var featured = new CollectionDocument(A.Under(A.Alice, "/featured"), "OrderedCollection") { TotalItems = 0 };

        Assert.Contains(
            "\"orderedItems\":[]",
            System.Text.Encoding.UTF8.GetString(ActivityWriter.Collection(featured)),
            StringComparison.Ordinal);
    }

    private static CollectionDocument Parse(string json) => CollectionParser.Parse(Fixture.Bytes(json));
}

using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class PeerActivityTests
{
    private const string Bob = "https://wiki.example/users/7";

    [Fact]
    public void A_note_from_Mastodon_is_read_whole()
    {
        var create = Parse<Create>("mastodon-4.5/create-note");
        var note = create.Object;

        Assert.Equal("https://social.example/users/alice/statuses/113/activity", create.Id.AbsoluteUri);
        Assert.Equal("https://social.example/users/alice", note.AttributedTo.AbsoluteUri);
        Assert.StartsWith("<p>See you at <a href=", note.Content, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2025, 9, 30, 12, 34, 56, TimeSpan.Zero), note.Published);
        Assert.Equal("https://social.example/@alice/113", note.Url?.AbsoluteUri);
        Assert.Equal("https://wiki.example/users/7/notices/12", note.InReplyTo?.AbsoluteUri);
        Assert.Equal(("spoilers", true, "en"), (note.Summary, note.Sensitive, note.Language));
        Assert.Equal("https://social.example/contexts/9-113", note.Context?.AbsoluteUri);
        Assert.Equal(new MentionTag(new Uri(Bob), "@bob@wiki.example"), Assert.Single(note.Mentions));
        Assert.Equal("wikicon", Assert.Single(note.Hashtags).Name);
        Assert.Equal(Audience.Public, Addressing.AudienceOf(note, new Uri("https://social.example/users/alice/followers")));
    }

    [Fact]
    public void The_note_itself_is_what_its_Create_holds() =>
        Assert.Equivalent(
            Parse<Create>("mastodon-4.5/create-note").Object,
            NoteParser.Parse(Fixture.Read("mastodon-4.5/note")),
            strict: true);

    [Fact]
    public void Single_values_from_GoToSocial_are_lists_of_one()
    {
        var note = Parse<Create>("gotosocial-0.20/create-note").Object;

        Assert.Equal(Addressing.Public, Assert.Single(note.To));
        Assert.Equal("https://gts.example/users/carol/followers", Assert.Single(note.Cc).AbsoluteUri);
        Assert.Equal(Bob, Assert.Single(note.Mentions).Href.AbsoluteUri);
        Assert.Null(note.Summary);
        Assert.Equal("pt-BR", note.Language);
        Assert.Equal(new DateTimeOffset(2025, 10, 1, 6, 0, 0, TimeSpan.Zero).AddTicks(1234567), note.Published);
    }

    [Fact]
    public void An_unlisted_note_from_Misskey_has_its_hashtag()
    {
        var note = Parse<Create>("misskey-2025.9/create-note").Object;

        Assert.Equal(Audience.Unlisted, Addressing.AudienceOf(note, new Uri("https://mk.example/users/9x1/followers")));
        Assert.Equal("猫", Assert.Single(note.Hashtags).Name);
        Assert.Null(note.InReplyTo);
    }

    [Fact]
    public void A_direct_note_from_Pleroma_is_for_one_reader()
    {
        var note = Parse<Create>("pleroma-2.7/create-note").Object;

        Assert.Equal(Audience.Direct, Addressing.AudienceOf(note, new Uri("https://pl.example/users/dora/followers")));
        Assert.Equal(Bob, Assert.Single(note.To).AbsoluteUri);
        Assert.False(note.Sensitive);
        Assert.Equal("https://pl.example/contexts/5d0a", note.Context?.AbsoluteUri);
    }

    [Theory]
    [InlineData("mastodon-4.5/follow", "https://social.example/users/alice")]
    [InlineData("pleroma-2.7/follow", "https://pl.example/users/dora")]
    public void A_follow_names_both_ends(string fixture, string follower)
    {
        var follow = Parse<Follow>(fixture);

        Assert.Equal((follower, Bob), (follow.Actor.AbsoluteUri, follow.Object.AbsoluteUri));
    }

    [Theory]
    [InlineData("mastodon-4.5/accept", "https://wiki.example/users/7/follows/3")]
    [InlineData("gotosocial-0.20/accept", "https://wiki.example/users/7/follows/9")]
    [InlineData("pleroma-2.7/accept", "https://wiki.example/users/7/follows/4")]
    public void An_accept_holds_the_follow(string fixture, string followId)
    {
        var accept = Parse<Accept>(fixture);

        Assert.Equal(followId, accept.FollowId?.AbsoluteUri);
        Assert.Equal(Bob, accept.Follow?.Actor.AbsoluteUri);
        Assert.Equal(accept.Actor, accept.Follow?.Object);
    }

    [Fact]
    public void A_reject_holds_the_follow() =>
        Assert.Equal("https://wiki.example/users/7/follows/3", Parse<Reject>("mastodon-4.5/reject").Follow?.Id.AbsoluteUri);

    [Theory]
    [InlineData("mastodon-4.5/undo-follow", "https://social.example/users/alice#follows/31")]
    [InlineData("misskey-2025.9/undo-follow", "https://mk.example/follows/9x1/a77")]
    [InlineData("fedbench-1/undo-follow", "http://127.0.78.1:7801/users/r1/follows/1")]
    public void An_undo_holds_what_it_undoes(string fixture, string followId)
    {
        var undo = Parse<Undo>(fixture);

        Assert.Equal(followId, undo.ObjectId?.AbsoluteUri);
        Assert.Equal(undo.Actor, Assert.IsType<Follow>(undo.Object).Actor);
    }

    [Theory]
    [InlineData("mastodon-4.5/delete-note", "https://social.example/users/alice/statuses/113")]
    [InlineData("mastodon-4.5/delete-actor", "https://social.example/users/alice")]
    [InlineData("misskey-2025.9/delete-note", "https://mk.example/notes/a1b2")]
    public void A_delete_names_what_is_gone(string fixture, string gone) =>
        Assert.Equal(gone, Parse<Delete>(fixture).Object.AbsoluteUri);

    [Fact]
    public void An_update_holds_the_new_note()
    {
        var update = Parse<Update>("mastodon-4.5/update-note");

        Assert.Equal("<p>See you there.</p>", update.Note?.Content);
        Assert.True(update.Note?.Updated > update.Note?.Published);
        Assert.Null(update.ActorDocument);
    }

    [Fact]
    public void An_update_holds_the_new_actor() =>
        Assert.Equivalent(
            ActorParser.Parse(Fixture.Read("mastodon-4.5/actor")),
            Parse<Update>("mastodon-4.5/update-actor").ActorDocument,
            strict: true);

    private static T Parse<T>(string fixture)
        where T : Activity
    {
        var activity = Assert.IsType<T>(ActivityParser.Parse(Fixture.Read(fixture)));
        Assert.Null(Origin.Objection(activity));
        return activity;
    }
}

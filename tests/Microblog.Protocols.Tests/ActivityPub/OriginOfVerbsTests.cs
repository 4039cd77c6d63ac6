using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

/// <summary>Security catalogue §7-11.</summary>
public sealed class OriginOfVerbsTests
{
    private static readonly Uri Stamp = A.Under(A.Alice, "/stamps/1");

    private static readonly Note Quoting = A.Note(A.Bob) with
    {
        Id = A.QuoteRequest().Instrument,
        Quote = new NoteQuote(A.QuoteRequest().Object, Stamp),
    };

    public static TheoryData<string, Activity> OfAlice => new()
    {
        { "repeats", A.Announce() },
        { "likes", A.Reaction() },
        { "blocks", new Block(A.Under(A.Alice, "#1"), A.Alice, A.Bob) },
        { "reports", new Flag(A.Under(A.Alice, "#1"), A.Alice, [A.Bob, A.Note(A.Bob).Id], null) },
        { "moves", new Move(A.Under(A.Alice, "#1"), A.Alice, A.Alice, A.Bob) },
        { "pins", new Add(A.Under(A.Alice, "#1"), A.Alice, A.Note().Id, A.Under(A.Alice, "/featured")) },
        { "unpins", new Remove(A.Under(A.Alice, "#1"), A.Alice, A.Note().Id, A.Under(A.Alice, "/featured")) },
        { "wants to quote", new QuoteRequest(A.Under(A.Alice, "#1"), A.Alice, A.Note(A.Bob).Id, A.Note().Id) },
        { "passes on", new AnnouncedActivity(A.Under(A.Alice, "#1"), A.Alice, "Create", A.Bob, A.Bob, [], []) },
        { "lets quote", new Accept(A.Under(A.Alice, "#1"), A.Alice, null, null) { QuoteRequest = A.QuoteRequest(), Result = Stamp } },
        { "lets not quote", new Reject(A.Under(A.Alice, "#1"), A.Alice, null, null) { QuoteRequest = A.QuoteRequest() } },
        { "revokes", new Delete(A.Under(A.Alice, "#1"), A.Alice, Stamp) },
    };

    [Theory]
    [MemberData(nameof(OfAlice))]
    public void What_is_ones_own_is_believed_and_only_with_an_id_of_ones_own(string what, Activity activity)
    {
        Assert.NotEmpty(what);
        Assert.Null(Origin.Objection(activity));
        Assert.NotNull(Origin.Objection(activity with { Id = A.Under(A.Mallory, "#1") }));
    }

    [Fact]
    public void Nobody_moves_another() =>
        Assert.NotNull(Origin.Objection(new Move(A.Under(A.Mallory, "#1"), A.Mallory, A.Alice, A.Mallory)));

    [Fact]
    public void Nobody_moves_another_of_the_same_server() =>
        Assert.NotNull(Origin.Objection(new Move(A.Under(A.Alice, "#1"), A.Alice, new Uri("https://social.example/users/eve"), A.Alice)));

    [Fact]
    public void Nobody_pins_in_anothers_collection()
    {
        var featured = A.Under(A.Alice, "/featured");

        Assert.NotNull(Origin.Objection(new Add(A.Under(A.Mallory, "#1"), A.Mallory, A.Note().Id, featured)));
        Assert.NotNull(Origin.Objection(new Remove(A.Under(A.Mallory, "#1"), A.Mallory, A.Note().Id, featured)));
    }

    [Fact]
    public void Nobody_asks_to_quote_in_anothers_note()
    {
        var request = A.QuoteRequest();

        Assert.NotNull(Origin.Objection(request with { Instrument = A.Note(A.Mallory).Id }));
        Assert.NotNull(Origin.Objection(request with { Note = Quoting with { AttributedTo = A.Mallory } }));
        Assert.NotNull(Origin.Objection(request with { Note = Quoting with { Quote = new NoteQuote(A.Bob) } }));
        Assert.Null(Origin.Objection(request with { Note = Quoting }));
    }

    [Fact]
    public void The_note_that_was_embedded_is_the_one_that_was_named() =>
        Assert.NotNull(Origin.Objection(A.QuoteRequest() with { Note = Quoting with { Id = A.Under(A.Bob, "/notices/99") } }));

    [Fact]
    public void Nobody_lets_quote_what_is_anothers()
    {
        var accept = new Accept(A.Under(A.Mallory, "#1"), A.Mallory, null, null) { QuoteRequest = A.QuoteRequest() };

        Assert.NotNull(Origin.Objection(accept));
        Assert.NotNull(Origin.Objection(new Reject(accept.Id, A.Mallory, null, null) { QuoteRequest = A.QuoteRequest() }));
        Assert.NotNull(Origin.Objection(accept with { QuoteRequest = null, Result = Stamp }));
    }

    [Fact]
    public void Nobody_undoes_anothers_like() =>
        Assert.NotNull(Origin.Objection(new Undo(A.Under(A.Mallory, "#1"), A.Mallory, A.Reaction().Id, A.Reaction())));

    [Fact]
    public void A_stamp_is_for_one_note_and_one_quote_and_by_the_one_who_is_quoted()
    {
        var stamp = new QuoteAuthorization(Stamp, A.Alice, Quoting.Id, Quoting.Quote!.Object);
        string? Objection(QuoteAuthorization s, Note? note = null, Uri? address = null, Uri? author = null) =>
            Origin.ObjectionToFetched(s, address ?? Stamp, note ?? Quoting, author ?? A.Alice);

        Assert.Null(Objection(stamp));
        Assert.NotNull(Objection(stamp, address: A.Mallory));
        Assert.NotNull(Objection(stamp, author: A.Mallory));
        Assert.NotNull(Objection(stamp with { AttributedTo = A.Mallory }));
        Assert.NotNull(Objection(stamp with { InteractingObject = A.Note(A.Mallory).Id }));
        Assert.NotNull(Objection(stamp with { InteractionTarget = A.Under(A.Alice, "/notes/2") }));
        Assert.NotNull(Objection(stamp, Quoting with { Id = A.Note(A.Mallory).Id }));
        Assert.NotNull(Objection(stamp, Quoting with { Quote = new NoteQuote(Quoting.Quote.Object) }));
        Assert.NotNull(Objection(stamp, Quoting with { Quote = null }));
        Assert.NotNull(Objection(stamp with { Id = A.Under(A.Mallory, "/stamps/1") }, address: A.Mallory));
    }

    [Fact]
    public void Collections_of_a_note_on_another_server_are_left_out()
    {
        var note = NoteParser.Parse(Fixture.Bytes("""
            {"id":"https://a.example/n","type":"Note","attributedTo":"https://a.example/u","replies":"https://b.example/r",
             "likes":{"id":"http://a.example/l"},"shares":"https://a.example:8443/s","context":"https://b.example/c",
             "url":"https://b.example/@u/1"}
            """));

        Assert.Equal((null, null, null, null), (note.Replies, note.Likes, note.Shares, note.Url));
        Assert.Equal("https://b.example/c", note.Context?.AbsoluteUri);
    }
}

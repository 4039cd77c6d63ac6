using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class OriginTests
{
    [Theory]
    [InlineData("https://a.example/x", "https://A.example:443/y#z", true)]
    [InlineData("https://a.example/", "https://a.example./", true)]
    [InlineData("https://a.example/", "http://a.example/", false)]
    [InlineData("https://a.example/", "https://a.example:8443/", false)]
    [InlineData("https://a.example/", "https://b.a.example/", false)]
    [InlineData("https://b.a.example/", "https://a.example/", false)]
    [InlineData("https://a.example/", "https://a.example.evil.example/", false)]
    [InlineData("http://127.0.0.1:5080/", "http://127.0.0.1:5081/", false)]
    [InlineData("http://[::1]/", "http://[0:0::1]:80/", true)]
    public void An_origin_is_the_exact_scheme_host_and_port(string a, string b, bool same)
    {
        Assert.Equal(same, Origin.Same(new Uri(a), new Uri(b)));
        Assert.Equal(same, Origin.ObjectionToFetched(A.Actor(new Uri(a)), new Uri(b)) is null);
    }

    [Theory]
    [InlineData("https://A.Example./x", "a.example")]
    [InlineData("http://a.example:443/", "a.example:443")]
    [InlineData("http://127.0.0.1:5080/", "127.0.0.1:5080")]
    [InlineData("http://[::1]:81/", "[::1]:81")]
    [InlineData("https://bücher.example/", "xn--bcher-kva.example")]
    public void A_host_has_one_name(string uri, string host) => Assert.Equal(host, Origin.HostOf(new Uri(uri)));

    [Fact]
    public void What_is_ones_own_is_believed()
    {
        var note = A.Note();
        var follow = A.Follow();

        Assert.Null(Origin.Objection(A.Create(note)));
        Assert.Null(Origin.Objection(new Update(A.Under(A.Alice, "#u"), A.Alice, note, null)));
        Assert.Null(Origin.Objection(new Update(A.Under(A.Alice, "#u"), A.Alice, null, A.Actor())));
        Assert.Null(Origin.Objection(new Delete(A.Under(note.Id, "#d"), A.Alice, note.Id)));
        Assert.Null(Origin.Objection(new Accept(A.Under(A.Alice, "#a"), A.Alice, follow.Id, follow)));
        Assert.Null(Origin.Objection(new Undo(A.Under(A.Bob, "#u"), A.Bob, follow.Id, follow)));
        Assert.Null(Origin.ObjectionToFetched(note, new Uri("https://social.example/elsewhere")));
    }

    [Fact]
    public void A_note_of_another_in_ones_own_Create_is_not_believed()
    {
        var mallory = A.Create(A.Note(A.Mallory));

        Assert.NotNull(Origin.Objection(mallory with { Object = A.Note(A.Alice) }));
        Assert.NotNull(Origin.Objection(mallory with { Object = mallory.Object with { AttributedTo = A.Alice } }));
        Assert.NotNull(Origin.Objection(mallory with { Object = mallory.Object with { Id = A.Note().Id } }));
        Assert.NotNull(Origin.Objection(mallory with { Object = A.Note(new Uri("https://evil.example/users/other")) }));
    }

    [Fact]
    public void An_activity_id_on_another_server_is_not_believed() =>
        Assert.NotNull(Origin.Objection(A.Create(A.Note(A.Mallory)) with { Id = new Uri("https://social.example/next") }));

    [Fact]
    public void Another_ones_things_are_not_updated_deleted_or_undone()
    {
        var id = A.Under(A.Mallory, "#1");
        var follow = A.Follow();

        Assert.NotNull(Origin.Objection(new Update(id, A.Mallory, A.Note(), null)));
        Assert.NotNull(Origin.Objection(new Update(id, A.Mallory, null, A.Actor())));
        Assert.NotNull(Origin.Objection(
            new Update(id, A.Mallory, null, A.Actor(new Uri("https://evil.example/users/other")))));
        Assert.NotNull(Origin.Objection(new Delete(id, A.Mallory, A.Alice)));
        Assert.NotNull(Origin.Objection(new Undo(id, A.Mallory, follow.Id, null)));
        Assert.NotNull(Origin.Objection(new Undo(id, A.Mallory, follow.Id, follow)));
    }

    [Fact]
    public void A_follow_of_somebody_else_is_not_accepted()
    {
        var follow = A.Follow();

        Assert.NotNull(Origin.Objection(new Accept(A.Under(A.Mallory, "#1"), A.Mallory, follow.Id, follow)));
        Assert.NotNull(Origin.Objection(new Reject(A.Under(A.Mallory, "#1"), A.Mallory, follow.Id, follow)));
    }

    [Fact]
    public void A_fetched_note_is_believed_only_from_its_own_and_its_authors_server()
    {
        Assert.NotNull(Origin.ObjectionToFetched(A.Note(), A.Mallory));
        Assert.NotNull(Origin.ObjectionToFetched(A.Note() with { AttributedTo = A.Mallory }, A.Alice));
    }

    [Fact]
    public void A_key_is_an_actors_only_if_both_say_so()
    {
        var actor = A.Actor();
        var key = actor.PublicKey!;

        Assert.Null(Origin.Objection(key, actor));
        Assert.NotNull(Origin.Objection(key with { Owner = A.Mallory }, actor));
        Assert.NotNull(Origin.Objection(key with { Id = A.Under(A.Alice, "#other-key") }, actor));
        Assert.NotNull(Origin.Objection(key with { Id = A.Under(A.Mallory, "#main-key") }, actor));
        Assert.NotNull(Origin.Objection(key with { Pem = "another" }, actor));
    }
}

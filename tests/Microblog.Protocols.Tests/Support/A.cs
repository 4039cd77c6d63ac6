using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Tests.Support;

/// <summary>Plain examples, to be changed with <c>with</c>.</summary>
internal static class A
{
    public static readonly Uri Alice = new("https://social.example/users/alice");
    public static readonly Uri Bob = new("https://wiki.example/users/7");
    public static readonly Uri Mallory = new("https://evil.example/users/mallory");

    public static Note Note(Uri? author = null) => new(
        Under(author ?? Alice, "/notes/1"),
        author ?? Alice,
        "<p>Hello, fediverse.</p>",
        new DateTimeOffset(2025, 9, 30, 12, 34, 56, TimeSpan.Zero),
        Url: null,
        InReplyTo: null,
        Summary: null,
        Sensitive: false,
        Language: "en",
        [Addressing.Public],
        [Under(author ?? Alice, "/followers")],
        [],
        []);

    public static Create Create(Note note) => new(Under(note.Id, "/activity"), note.AttributedTo, note);

    public static Follow Follow() => new(Under(Bob, "#follows/3"), Bob, Alice);

    public static ActorDocument Actor(Uri? id = null)
    {
        var actor = id ?? Alice;
        return new ActorDocument(
            actor,
            "Person",
            "alice",
            "Alice",
            "<p>Edits.</p>",
            Url: null,
            Under(actor, "/inbox"),
            new Uri(actor, "/inbox"),
            Under(actor, "/outbox"),
            Under(actor, "/followers"),
            Under(actor, "/following"),
            new ActorKey(Under(actor, "#main-key"), actor, "pem"),
            ManuallyApprovesFollowers: false,
            Icon: new Uri("https://files.example/1.png"),
            Image: null,
            new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [new ProfileField("Wiki", "<a href=\"https://wiki.example/\">wiki</a>")]);
    }

    public static Uri Under(Uri id, string rest) => new(id.AbsoluteUri + rest);
}

using Microblog.Notices;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Documents;

/// <summary>Repeats by people here as ActivityPub says them: the id of a repeat is that of its Announce.</summary>
internal static class Announces
{
    /// <summary>The Announce of columns that were read by <see cref="NoteColumns.Shape"/>.</summary>
    public static Announce Of(NoteColumns repeat, RepeatedNote original) =>
        Of(repeat.Uri, repeat.AuthorUri, repeat.AuthorFollowers!, repeat.Visibility, repeat.PublishedAt, original);

    public static Announce Of(Uri id, Uri by, Uri followers, Visibility visibility, DateTimeOffset at, RepeatedNote original)
    {
        var (to, cc) = Addressing.For(NoteDocuments.AudienceOf(visibility), followers, [original.AuthorUri]);
        return new Announce(id, by, original.Uri, to, cc, at);
    }
}

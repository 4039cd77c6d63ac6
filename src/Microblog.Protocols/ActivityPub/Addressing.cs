namespace Microblog.Protocols.ActivityPub;

/// <summary>How to and cc say who is meant to read a note.</summary>
/// <remarks>Source: ActivityPub §5.6 for the public; COMPAT(Mastodon): its four visibilities.</remarks>
public static class Addressing
{
    /// <summary>The collection of everybody.</summary>
    public static Uri Public { get; } = new("https://www.w3.org/ns/activitystreams#Public");

    /// <summary>Who is meant to read it, by what it is addressed to.</summary>
    /// <param name="followers">The followers collection of the author; null when it has none.</param>
    public static Audience AudienceOf(Note note, Uri? followers) => AudienceOf(note.To, note.Cc, followers);

    /// <inheritdoc cref="AudienceOf(Note, Uri?)"/>
    public static Audience AudienceOf(IEnumerable<Uri> to, IEnumerable<Uri> cc, Uri? followers)
    {
        var addressed = cc as IReadOnlyCollection<Uri> ?? [.. cc];
        var foremost = to as IReadOnlyCollection<Uri> ?? [.. to];
        if (foremost.Any(IsPublic))
            return Audience.Public;
        if (addressed.Any(IsPublic))
            return Audience.Unlisted;
        return followers is not null && foremost.Concat(addressed).Contains(followers, Ids.Comparer)
            ? Audience.Followers
            : Audience.Direct;
    }

    /// <summary>Addresses a note of ours.</summary>
    /// <param name="mentioned">Ids of the actors mentioned.</param>
    public static (IReadOnlyList<Uri> To, IReadOnlyList<Uri> Cc) For(
        Audience audience, Uri followers, IEnumerable<Uri> mentioned) => audience switch
        {
            Audience.Public => ([Public], [followers, .. mentioned]),
            Audience.Unlisted => ([followers], [Public, .. mentioned]),
            Audience.Followers => ([followers], [.. mentioned]),
            _ => ([.. mentioned], []),
        };

    public static bool IsPublic(Uri addressee) => Ids.Same(addressee, Public);

    /// <summary>Whether a text as sent means the public: JSON-LD lets it be written in three ways.</summary>
    internal static bool IsPublic(string addressee) => addressee is "as:Public" or "Public"
        || string.Equals(addressee, Public.AbsoluteUri, StringComparison.Ordinal);
}

using FsCheck;
using FsCheck.Fluent;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Tests.Support;

/// <summary>Generators of the parts of which documents are made, odd ones included.</summary>
internal static class Any
{
    public static readonly Gen<string> Words =
        Gen.Elements("", "a", "<p>x & \"y\"</p>", "é", "𝕏", "猫", "\\", "\t\n", "\u2028", "#", ":x:", "x\u0001", new string('z', 3000));

    public static readonly Gen<Uri> Uris =
        from origin in Gen.Elements("https://a.example", "http://127.0.0.1:5080", "https://xn--bcher-kva.example", "http://[::1]:81")
        from path in Gen.Elements("/", "/users/1", "/a%20b", "/é", "/~x?y=1&z=%22", "/users/1#follows/2", "/a/./b")
        select new Uri(new Uri(origin + path).AbsoluteUri);

    public static readonly Gen<bool> Flags = Gen.Elements(true, false);

    public static readonly Gen<DateTimeOffset?> Times =
        from seconds in Gen.Choose(0, int.MaxValue)
        from ticks in Gen.Elements(0, 1, 1_234_567, 5_000_000)
        from isThere in Gen.Elements(true, true, false)
        select isThere ? DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(ticks) : (DateTimeOffset?)null;

    public static readonly Gen<EmojiTag> Emojis =
        from name in Gen.Elements("blobcat", "a", "a+b-c_d.e", "no good", "", new string('x', 200))
        from icon in Uris
        from id in Maybe(Uris)
        from updated in Times
        select new EmojiTag(name, icon, id, updated);

    public static readonly Gen<NoteAttachment> Attachments =
        from type in Gen.Elements("Document", "Image", "Video", "Audio", "Card")
        from url in Uris
        from mediaType in Gen.Elements("image/png", "VIDEO/MP4; codecs=x", "nonsense", null)
        from description in Words
        from numbers in Gen.Choose(-5, 5000).ArrayOf(3)
        from x in Gen.Elements(0, -1, 0.1, 1e-9, 7, double.MaxValue)
        from preview in Maybe(Uris)
        from flag in Flags
        select new NoteAttachment(type, url, mediaType)
        {
            Description = description,
            Blurhash = flag ? "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH" : "<b>",
            Focus = flag ? new FocalPoint(x, -x) : null,
            Width = numbers[0],
            Height = numbers[1],
            Duration = flag ? TimeSpan.FromMilliseconds(numbers[2]) : null,
            Preview = preview,
        };

    public static readonly Gen<NotePoll> Polls =
        from names in Words.ListOf()
        from votes in Gen.Choose(-1, int.MaxValue)
        from times in Times.ArrayOf(2)
        from isMultiple in Flags
        select new NotePoll([.. names.Select(n => new NotePollChoice(n, votes))], isMultiple, times[0], times[1], isMultiple ? votes : null);

    public static readonly Gen<InteractionRule> Rules =
        from automatic in Uris.ListOf()
        from manual in Uris.ListOf()
        select new InteractionRule([.. automatic, Addressing.Public], [.. manual]);

    public static readonly Gen<NoteQuote> Quotes =
        from quoted in Uris
        from stamp in Maybe(Uris)
        select new NoteQuote(quoted, stamp);

    public static readonly Gen<Note> Notes =
        from plain in PlainNotes
        from type in Gen.Elements(NoteParser.Types.ToArray())
        from words in Words.ArrayOf(4)
        from uris in Maybe(Uris).ArrayOf(6)
        from emojis in Emojis.ListOf()
        from attachments in Attachments.ListOf()
        from poll in Maybe(Polls)
        from rules in Maybe(Rules).ArrayOf(4)
        from quote in Maybe(Quotes)
        from flag in Flags
        select plain with
        {
            Type = type,
            Name = words[0],
            Source = flag ? new NoteSource(words[1], "text/plain") : null,
            MediaType = flag ? "text/markdown" : null,
            Conversation = words[2],
            Replies = uris[0],
            Likes = uris[1],
            Shares = uris[2],
            Group = uris[3],
            Link = uris[4],
            Preview = uris[5],
            Emojis = [.. emojis],
            Attachments = [.. attachments],
            Poll = poll,
            InteractionPolicy = new InteractionPolicy { CanQuote = rules[0], CanReply = rules[1], CanLike = rules[2], CanAnnounce = rules[3] },
            Quote = quote,
        };

    public static readonly Gen<ActorDocument> Actors =
        from id in Uris
        from other in Uris
        from words in Words.ArrayOf(5)
        from times in Times
        from flags in Flags.ArrayOf(3)
        from aliases in Uris.ListOf()
        from emojis in Emojis.ListOf()
        select A.WholeActor() with
        {
            Id = id,
            Name = words[0],
            Summary = words[1],
            Url = other,
            Followers = other,
            Featured = other,
            FeaturedTags = id,
            SharedInbox = flags[0] ? other : null,
            Icon = flags[0] ? null : other,
            Published = times,
            ManuallyApprovesFollowers = flags[0],
            Discoverable = flags[1] ? flags[2] : null,
            Suspended = flags[2],
            PublicKey = new ActorKey(other, id, words[2]),
            OtherKeys = flags[0] ? [new ActorKey(id, id, words[3])] : [],
            AssertionMethods = [new Multikey(A.Under(id, "#k"), id, words[4]), new Multikey(other, id, "z6Mk")],
            AlsoKnownAs = [.. aliases],
            MovedTo = flags[1] ? other : null,
            Emojis = [.. emojis],
            AttributionDomains = [words[2], "News.example"],
            Fields = [new ProfileField(words[3], words[4])],
        };

    public static readonly Gen<Activity> Activities =
        from id in Uris
        from actor in Uris
        from about in Uris
        from target in Uris
        from words in Words
        from time in Times
        from flag in Flags
        from note in Notes
        from document in Actors
        from emoji in Emojis
        from activity in Gen.Elements<Activity>(
            new Follow(id, actor, about),
            new Accept(id, actor, about, flag ? new Follow(about, target, actor) : null) { Result = flag ? null : target },
            new Accept(id, actor, about, null) { QuoteRequest = new QuoteRequest(about, target, actor, id), Result = target },
            new Reject(id, actor, about, null) { QuoteRequest = flag ? new QuoteRequest(about, target, actor, id) : null },
            new Undo(id, actor, about, flag ? new Announce(about, actor, target, [about], [], time) : null),
            new Undo(id, actor, about, new Like(about, actor, target, new EmojiReaction(":" + emoji.Name + ":", emoji))),
            new Undo(id, actor, about, new Block(about, actor, target)),
            new Create(id, actor, note),
            new Update(id, actor, note, null),
            new Update(id, actor, null, document),
            new Delete(id, actor, flag ? actor : about),
            new Announce(id, actor, about, [Addressing.Public, target], [about], time),
            new Like(id, actor, about, flag ? new EmojiReaction(words.Length == 0 ? "👩‍👩‍👧" : words, null) : null),
            new Block(id, actor, about),
            new Flag(id, actor, [about, target], words),
            new Move(id, actor, about, target),
            new Add(id, actor, about, target),
            new Remove(id, actor, about, target),
            new QuoteRequest(id, actor, about, target) { Note = flag ? note : null })
        select activity;

    private static Gen<Note> PlainNotes =>
        from id in Uris
        from author in Uris
        from other in Uris
        from words in Words.ArrayOf(6)
        from times in Times.ArrayOf(2)
        from to in Uris.ListOf()
        from cc in Uris.ListOf()
        from flag in Flags
        select A.Note(author) with
        {
            Id = id,
            Content = words[0],
            Summary = words[1],
            Sensitive = flag,
            Language = flag ? "en" : null,
            Published = times[0],
            Updated = times[1],
            InReplyTo = flag ? other : null,
            Context = flag ? null : other,
            Url = other,
            To = [.. to, Addressing.Public],
            Cc = [.. cc],
            Mentions = [new MentionTag(other, words[2])],
            Hashtags = [new HashTag(words[3], other), new HashTag(words[4], null)],
        };

    private static Gen<T?> Maybe<T>(Gen<T> some)
        where T : class =>
        from value in some
        from isThere in Gen.Elements(true, true, false)
        select isThere ? value : null;
}

using FsCheck;
using FsCheck.Fluent;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class ParserProperties
{
    private static readonly Gen<string> Words =
        Gen.Elements("", "a", "<p>x & \"y\"</p>", "é", "𝕏", "猫", "\\", "\t\n", "\u2028", "#", "x\u0001", new string('z', 3000));

    private static readonly Gen<Uri> Uris =
        from origin in Gen.Elements("https://a.example", "http://127.0.0.1:5080", "https://xn--bcher-kva.example", "http://[::1]:81")
        from path in Gen.Elements("/", "/users/1", "/a%20b", "/é", "/~x?y=1&z=%22", "/users/1#follows/2", "/a/./b")
        select new Uri(new Uri(origin + path).AbsoluteUri);

    private static readonly Gen<DateTimeOffset?> Times =
        from seconds in Gen.Choose(0, int.MaxValue)
        from ticks in Gen.Elements(0, 1, 1_234_567, 5_000_000)
        from isThere in Gen.Elements(true, true, false)
        select isThere ? DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(ticks) : (DateTimeOffset?)null;

    private static readonly Gen<Note> Notes =
        from id in Uris
        from author in Uris
        from other in Uris
        from words in Words.ArrayOf(6)
        from times in Times.ArrayOf(2)
        from to in Uris.ListOf()
        from cc in Uris.ListOf()
        from flag in Gen.Elements(true, false)
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

    private static readonly Gen<ActorDocument> Actors =
        from id in Uris
        from other in Uris
        from words in Words.ArrayOf(5)
        from time in Times
        from flag in Gen.Elements(true, false)
        select A.Actor(id) with
        {
            Name = words[0],
            Summary = words[1],
            Url = other,
            Followers = other,
            SharedInbox = flag ? other : null,
            Icon = flag ? null : other,
            Published = time,
            ManuallyApprovesFollowers = flag,
            PublicKey = new ActorKey(other, id, words[2]),
            OtherKeys = flag ? [new ActorKey(id, id, words[3])] : [],
            Fields = [new ProfileField(words[3], words[4])],
        };

    [Fact]
    public void No_bytes_escape_the_parsers() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => HostileInputTests.ParseAll(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_with_the_shape_of_JSON_escapes_the_parsers()
    {
        var pieces = Gen.Elements(
            "{", "}", "[", "]", ",", ":", "\"id\"", "\"type\"", "\"actor\"", "\"object\"", "\"Create\"", "\"Note\"", "\"url\"",
            "\"https://a.example/\"", "null", "1", "\"\\ud83d\"", "\"\\u0000\"", "true", " ", "\"");
        Prop.ForAll(
            pieces.ListOf().Select(string.Concat).ToArbitrary(),
            text => HostileInputTests.ParseAll(Fixture.Bytes(text))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_note_read_and_written_and_read_is_the_same() =>
        Prop.ForAll(Notes.ToArbitrary(), note =>
        {
            var once = NoteParser.Parse(ActivityWriter.Note(note));
            var twice = NoteParser.Parse(ActivityWriter.Note(once));
            Assert.Equivalent(once, twice, strict: true);
            Assert.Equal(ActivityWriter.Note(once), ActivityWriter.Note(twice));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_actor_read_and_written_and_read_is_the_same() =>
        Prop.ForAll(Actors.ToArbitrary(), actor =>
        {
            var once = ActorParser.Parse(ActivityWriter.Actor(actor));
            var twice = ActorParser.Parse(ActivityWriter.Actor(once));
            Assert.Equivalent(once, twice, strict: true);
            Assert.Equal(ActivityWriter.Actor(once), ActivityWriter.Actor(twice));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_activity_that_a_peer_sends_survives_being_written()
    {
        foreach (var json in Fixture.All())
        {
            if (TryParse(json) is not { } activity)
                continue;
            var again = ActivityParser.Parse(ActivityWriter.Write(activity));
            Assert.Equivalent(activity, again, strict: true);
        }
    }

    private static Activity? TryParse(byte[] json)
    {
        try
        {
            return ActivityParser.Parse(json) is { } activity and not (Unknown or AnnouncedActivity) ? activity : null;
        }
        catch (MalformedActivityException)
        {
            return null;
        }
    }
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class ParserProperties
{
    private static readonly Config ManyTimes = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void No_bytes_escape_the_parsers() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Cost.IsSmall(() => HostileInputTests.ParseAll(bytes))).QuickCheckThrowOnFailure();

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
    public void No_document_of_which_a_piece_is_another_escapes_the_parsers()
    {
        var pieces = Gen.Elements(
            "", "null", "-1e400", "{}", "[]", "[[{}]]", "\"\"", "\"http://\"", "\"id\":", ",", "}", "]", "\"\\ud800\"", "\"PT9999999999999999999S\"",
            "[1e999,2]", "99999999999999999999", "{\"id\":{}}", "[null,{\"type\":[{}]}]", "\u00ff");
        var changed =
            from json in Gen.Elements(Fixture.All().ToArray())
            from start in Gen.Choose(0, json.Length)
            from length in Gen.Choose(0, 40)
            from piece in pieces
            select (byte[])[.. json.AsSpan(0, start), .. Encoding.UTF8.GetBytes(piece), .. json.AsSpan(Math.Min(json.Length, start + length))];

        Prop.ForAll(changed.ToArbitrary(), json => Cost.IsSmall(() => HostileInputTests.ParseAll(json))).Check(ManyTimes);
    }

    [Fact]
    public void A_value_of_another_kind_anywhere_in_a_document_escapes_no_parser()
    {
        var values = new[] { "null", "true", "-1", "1e308", "\"\"", "\"x\"", "\"https://a.example/\"", "[]", "[[1]]", "{}", "{\"id\":1}" };
        var changed =
            from json in Gen.Elements(Fixture.All().ToArray())
            from place in Gen.Choose(0, 500)
            from value in Gen.Elements(values)
            select Replaced.Value(json, place, value);

        Prop.ForAll(changed.ToArbitrary(), json => Cost.IsSmall(() => HostileInputTests.ParseAll(json))).Check(ManyTimes);
    }

    [Fact]
    public void A_note_read_and_written_and_read_is_the_same() =>
        Prop.ForAll(Any.Notes.ToArbitrary(), note =>
        {
            var once = NoteParser.Parse(ActivityWriter.Note(note));
            var twice = NoteParser.Parse(ActivityWriter.Note(once));
            Assert.Equivalent(once, twice, strict: true);
            Assert.Equal(ActivityWriter.Note(once), ActivityWriter.Note(twice));
        }).Check(ManyTimes);

    [Fact]
    public void An_actor_read_and_written_and_read_is_the_same() =>
        Prop.ForAll(Any.Actors.ToArbitrary(), actor =>
        {
            var once = ActorParser.Parse(ActivityWriter.Actor(actor));
            var twice = ActorParser.Parse(ActivityWriter.Actor(once));
            Assert.Equivalent(once, twice, strict: true);
            Assert.Equal(ActivityWriter.Actor(once), ActivityWriter.Actor(twice));
        }).Check(ManyTimes);

    [Fact]
    public void An_activity_read_and_written_and_read_is_the_same() =>
        Prop.ForAll(Any.Activities.ToArbitrary(), activity =>
        {
            var once = ActivityParser.Parse(ActivityWriter.Write(activity));
            Assert.IsType(activity.GetType(), once);
            var twice = ActivityParser.Parse(ActivityWriter.Write(once));
            Assert.Equivalent(once, twice, strict: true);
            Assert.Equal(ActivityWriter.Write(once), ActivityWriter.Write(twice));
        }).Check(ManyTimes);

    [Fact]
    public void What_is_well_formed_is_read_as_it_was_written()
    {
        Assert.Equivalent(A.Everything(), NoteParser.Parse(ActivityWriter.Note(A.Everything())), strict: true);
        Assert.Equivalent(A.WholeActor(), ActorParser.Parse(ActivityWriter.Actor(A.WholeActor())), strict: true);
        Assert.Equivalent(A.Reaction(), ActivityParser.Parse(ActivityWriter.Write(A.Reaction())), strict: true);
        Assert.Equivalent(A.Announce(), ActivityParser.Parse(ActivityWriter.Write(A.Announce())), strict: true);
        Assert.Equivalent(A.QuoteRequest(), ActivityParser.Parse(ActivityWriter.Write(A.QuoteRequest())), strict: true);
    }

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

using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads what is passed on: a note, or by a group an activity.</summary>
internal static class AnnounceParser
{
    /// <summary>What is passed on by this Announce.</summary>
    /// <exception cref="MalformedActivityException">It does not say what is passed on.</exception>
    public static Activity Read(JsonElement announce, Uri id, Uri actor)
    {
        var about = announce.RequiredLink("object");
        var (to, cc) = NoteParser.ReadAddressees(announce);
        return announce.Only("object") is { IsObject: true } done
            // COMPAT(Pleroma): its notes name their author also as actor.
            && !NoteParser.IsNote(done)
            && done.Only("actor")?.AsLink() is not null
            && done.TypeAmong() is { } type
                ? new AnnouncedActivity(id, actor, type, about, done.Only("object")?.AsLink(), to, cc)
                : new Announce(id, actor, about, to, cc, announce.Time("published"));
    }
}

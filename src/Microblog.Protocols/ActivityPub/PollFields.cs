using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>What a Question asks.</summary>
internal static class PollFields
{
    public static void Write(Utf8JsonWriter json, NotePoll poll)
    {
        json.WriteStartArray(poll.IsMultiple ? "anyOf" : "oneOf");
        foreach (var choice in poll.Choices)
            WriteChoice(json, choice);
        json.WriteEndArray();
        json.WriteTime("endTime", poll.EndTime);
        json.WriteTime("closed", poll.Closed);
        if (poll.Voters is { } voters)
            json.WriteNumber("votersCount", voters);
    }

    private static void WriteChoice(Utf8JsonWriter json, NotePollChoice choice)
    {
        json.WriteStartObject();
        json.WriteString("type", "Note");
        json.WriteString("name", choice.Name);
        json.WriteStartObject("replies");
        json.WriteString("type", "Collection");
        json.WriteNumber("totalItems", choice.Votes);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

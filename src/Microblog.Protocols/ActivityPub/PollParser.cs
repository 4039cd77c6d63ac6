using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads what a Question asks.</summary>
internal static class PollParser
{
    public static NotePoll? Read(JsonElement question)
    {
        var several = ReadChoices(question, "anyOf");
        var choices = several.Count > 0 ? several : ReadChoices(question, "oneOf");
        return choices.Count == 0
            ? null
            : new NotePoll(
                choices, several.Count > 0, question.Time("endTime"), ReadClosed(question), question.Count("votersCount"));
    }

    private static List<NotePollChoice> ReadChoices(JsonElement question, string property) =>
    [
        .. question.Values(property).Take(Limits.PollChoicesRead)
            .Select(ReadChoice)
            .OfType<NotePollChoice>()
            .Take(Limits.PollChoices),
    ];

    private static NotePollChoice? ReadChoice(JsonElement choice) =>
        choice.Text("name", Limits.NameBytes) is { } name
            ? new NotePollChoice(name, choice.Only("replies")?.Count("totalItems") ?? 0)
            : null;

    /// <summary>A poll that is closed without a time was so when it was last changed.</summary>
    private static DateTimeOffset? ReadClosed(JsonElement question) =>
        question.Time("closed")
        ?? (question.Flag("closed")
            ? question.Time("updated") ?? question.Time("published") ?? question.Time("endTime")
            : null);
}

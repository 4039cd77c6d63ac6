using System.Text.Json.Nodes;

namespace Microblog.DemoWiki;

/// <summary>A line of the demo wiki's public log.</summary>
/// <param name="Target">The account's name as it was then.</param>
internal sealed record DemoLogEntry(
    long Id, string Type, string Action, string Target, DateTimeOffset At, string Comment, JsonObject Params)
{
    public string Title => "User:" + Target;
}

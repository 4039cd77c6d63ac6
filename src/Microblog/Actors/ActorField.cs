using Microblog.Web;

namespace Microblog.Actors;

/// <summary>A line of the table on a profile.</summary>
public sealed class ActorField
{
    public required long ActorId { get; init; }

    /// <summary>Its place in the table, from 0.</summary>
    public required int Position { get; init; }

    public required string Name { get; set; }

    public required CleanHtml Html { get; set; }

    /// <summary>What somebody here typed; null for an actor elsewhere.</summary>
    public string? Text { get; set; }
}

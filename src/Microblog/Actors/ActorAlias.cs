namespace Microblog.Actors;

/// <summary>Another actor that this one says it also is. Believed of both only when the other says so, too.</summary>
/// <remarks>Source: W3C Decentralized Identifiers, alsoKnownAs. COMPAT(Mastodon): what a Move is judged by.</remarks>
public sealed class ActorAlias
{
    public required long ActorId { get; init; }

    /// <summary>The other actor's id.</summary>
    public required Uri Uri { get; init; }
}

namespace Microblog.Protocols.ActivityPub;

/// <summary>Who may do what with a note. Each part is null when nothing was said about it.</summary>
/// <remarks>Source: FEP-044f for quotes; COMPAT(GoToSocial): for the rest.</remarks>
public sealed record InteractionPolicy
{
    public InteractionRule? CanQuote { get; init; }
    public InteractionRule? CanReply { get; init; }
    public InteractionRule? CanLike { get; init; }
    public InteractionRule? CanAnnounce { get; init; }
}

/// <summary>
/// Whom the author lets do something: actors, collections such as its followers, or
/// <see cref="Addressing.Public"/>; at most <see cref="Limits.InteractionRule"/> of each.
/// </summary>
/// <param name="Automatic">Those who may at once. The author always may.</param>
/// <param name="Manual">Those who may ask.</param>
public sealed record InteractionRule(IReadOnlyList<Uri> Automatic, IReadOnlyList<Uri> Manual);

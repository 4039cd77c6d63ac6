namespace Microblog.Federation.Inbox;

/// <summary>An activity as it arrived, once per (sender, id): stored before it is acknowledged, handled afterwards.</summary>
/// <remarks>The id alone is no key: a stranger could use up another's ids before they send them.</remarks>
public sealed class ReceivedActivity
{
    public required long Id { get; init; }
    public required long SenderId { get; init; }

    /// <summary>Its id, and more where that was heard before: see <see cref="Envelope.Again"/>.</summary>
    public required string ActivityUri { get; init; }

    /// <summary>The body as sent; null once handled, when only the id is kept to recognise repetitions.</summary>
    public string? Json { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

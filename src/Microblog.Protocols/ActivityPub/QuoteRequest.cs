namespace Microblog.Protocols.ActivityPub;

/// <summary>The actor asks to be allowed to quote.</summary>
/// <param name="Object">The id of the note to be quoted.</param>
/// <param name="Instrument">
/// The id of the note that quotes it; that is fetched from there even where it was embedded.
/// </param>
/// <remarks>Source: FEP-044f.</remarks>
public sealed record QuoteRequest(Uri Id, Uri Actor, Uri Object, Uri Instrument) : Activity(Id, Actor)
{
    /// <summary>The quoting note itself, where it was embedded: we may not be able to fetch what is not public.</summary>
    public Note? Note { get; init; }
}

/// <summary>A stamp: the proof that an author agrees to be quoted in that very note. It is fetched from its id.</summary>
/// <param name="AttributedTo">The author who is quoted.</param>
/// <param name="InteractingObject">The id of the note that quotes.</param>
/// <param name="InteractionTarget">The id of the note that is quoted.</param>
/// <remarks>Source: FEP-044f. It is revoked by a Delete of its id.</remarks>
public sealed record QuoteAuthorization(Uri Id, Uri AttributedTo, Uri InteractingObject, Uri InteractionTarget);

using Microblog.Actors;
using Microblog.Federation.Quotes;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor changed a notice of its own, or what it says of itself.</summary>
/// <remarks>Source: ActivityPub §7.3. What is older than what we have changes nothing.</remarks>
public sealed class OnUpdate(RemoteActors remote, ReviseNotice revise, HearQuote quotes) : IReceive<Update>
{
    public Task<Outcome> ReceiveAsync(Update activity, Actor sender, CancellationToken ct) =>
        activity.Note is { } note ? NoteAsync(note, sender, ct) : ActorAsync(sender, ct);

    /// <summary>Reads the actor from its origin, so that an old Update that arrives late rolls nothing back.</summary>
    internal async Task<Outcome> ActorAsync(Actor sender, CancellationToken ct)
    {
        try
        {
            await remote.FetchAsync(sender.Uri, ct);
            return Outcome.Done;
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }
    }

    private async Task<Outcome> NoteAsync(Note note, Actor sender, CancellationToken ct)
    {
        var outcome = await quotes.IsNoEditAsync(note, sender, ct) ? Outcome.Done : await revise.RunAsync(note, sender, ct);
        await quotes.RunAsync(note, sender, ct);
        return outcome;
    }
}

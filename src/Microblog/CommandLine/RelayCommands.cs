using System.CommandLine;
using System.Globalization;
using System.Text;
using Microblog.Data;
using Microblog.Moderation.Relays;
using Microsoft.EntityFrameworkCore;

namespace Microblog.CommandLine;

/// <summary><c>relay add|remove|list</c></summary>
internal static class RelayCommands
{
    public static Command All(Runner runner) => new("relay", "Take part in relays, which pass public notices on between servers.")
    {
        Add(runner),
        Remove(runner),
        runner.Command("list", "The relays and how each stands.", [], ListAsync),
    };

    private static Command Add(Runner runner)
    {
        var address = new Argument<string>("ADDRESS") { Description = "The relay's inbox; with --protocol litepub, its actor." };
        var protocol = new Option<RelayProtocol>("--protocol") { Description = "How it speaks.", DefaultValueFactory = _ => RelayProtocol.Mastodon };
        protocol.AcceptOnlyFromAmong("mastodon", "litepub");
        return runner.Command("add", "Ask a relay to take part.", [address, protocol], async (errand, ct) =>
        {
            var relay = await errand.Get<AddRelay>().RunAsync(
                errand.Value(address), errand.Value(protocol), errand.Get<TimeProvider>().GetUtcNow(), ct);
            return new($"{relay.Inbox} is asked.", Data(relay));
        });
    }

    private static Command Remove(Runner runner)
    {
        var address = new Argument<string>("INBOX") { Description = "The relay's inbox, as 'relay list' shows it." };
        return runner.Command("remove", "Leave a relay.", [address], async (errand, ct) =>
        {
            var inbox = Uri.TryCreate(errand.Value(address), UriKind.Absolute, out var given) ? given : null;
            var id = await errand.Get<Db>().Set<Relay>().Where(r => r.Inbox == inbox).Select(r => (long?)r.Id).SingleOrDefaultAsync(ct)
                ?? throw new RefusalException(Refusal.NotFound, $"There is no relay {errand.Value(address)}.");
            await errand.Get<RemoveRelay>().RunAsync(id, ct);
            return new($"This server no longer takes part in {inbox}.", new { inbox });
        });
    }

    private static async Task<Answer> ListAsync(Errand errand, CancellationToken ct)
    {
        var relays = await errand.Get<Db>().Set<Relay>().AsNoTracking().OrderBy(r => r.Id).ToListAsync(ct);
        var words = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{relays.Count} relays.");
        foreach (var relay in relays)
            words.AppendLine().Append(CultureInfo.InvariantCulture, $"{relay.Inbox}: {relay.State.ToString().ToLowerInvariant()} ({relay.Protocol})");
        return new(words.ToString(), relays.Select(Data));
    }

    private static object Data(Relay relay) => new { relay.Inbox, relay.Protocol, relay.State, relay.AddedAt, relay.AnsweredAt };
}

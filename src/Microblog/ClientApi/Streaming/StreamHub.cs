using Microblog.Web;

namespace Microblog.ClientApi.Streaming;

/// <summary>Who listens to what on this node.</summary>
public sealed class StreamHub(MicroblogSettings settings)
{
    /// <summary>Most connections at all.</summary>
    /// <remarks>Source of this and of the next: security catalogue §6.</remarks>
    public const int Most = 10_000;

    /// <summary>Most connections of one person.</summary>
    public const int MostPerPerson = 100;

    /// <summary>Most streams of one connection.</summary>
    public const int MostPerConnection = 50;

    private readonly Lock hold = new();
    private readonly Dictionary<StreamConnection, HashSet<StreamName>> connections = [];
    private readonly Dictionary<Seat, List<StreamConnection>> seats = [];

    /// <summary>Nobody listens, so nothing needs to be asked.</summary>
    internal bool IsEmpty => connections.Count == 0;

    /// <summary>Takes a connection in.</summary>
    /// <exception cref="RefusalException">There are too many, of this person or at all.</exception>
    internal void Add(StreamConnection connection)
    {
        lock (hold)
        {
            if (connections.Count >= Most)
                throw new RefusalException(Refusal.TooManyStreams);
            if (settings.RateLimits.Enabled && connections.Keys.Count(c => c.ViewerId == connection.ViewerId) >= MostPerPerson)
                throw new RefusalException(Refusal.TooManyStreams);
            connections.Add(connection, []);
        }
    }

    internal void Remove(StreamConnection connection)
    {
        lock (hold)
        {
            if (!connections.Remove(connection, out var streams))
                return;
            foreach (var stream in streams)
                Leave(connection, stream);
        }
    }

    /// <summary>Lets a connection listen to a stream, too.</summary>
    /// <returns>Whether it does: not when it listens to too many, or is gone.</returns>
    internal bool Subscribe(StreamConnection connection, StreamName stream)
    {
        lock (hold)
        {
            if (!connections.TryGetValue(connection, out var streams) || (streams.Count >= MostPerConnection && !streams.Contains(stream)))
                return false;
            if (!streams.Add(stream))
                return true;
            var seat = new Seat(connection.ViewerId, stream);
            if (!seats.TryGetValue(seat, out var sitting))
                seats.Add(seat, sitting = []);
            sitting.Add(connection);
            return true;
        }
    }

    internal void Unsubscribe(StreamConnection connection, StreamName stream)
    {
        lock (hold)
        {
            if (connections.TryGetValue(connection, out var streams) && streams.Remove(stream))
                Leave(connection, stream);
        }
    }

    /// <summary>The streams that somebody listens to, of some kinds.</summary>
    internal IReadOnlyList<Seat> Seats(Func<Seat, bool> which)
    {
        lock (hold)
            return [.. seats.Keys.Where(which)];
    }

    /// <summary>Sends an event to all who listen to a stream of one person's.</summary>
    /// <param name="scope">What their tokens must allow beyond listening; null for nothing.</param>
    internal void Send(Seat seat, StreamEvent item, string? scope = null)
    {
        foreach (var connection in At(seat))
        {
            if (scope is null || connection.Allows(scope))
                connection.Send(item);
        }
    }

    internal IReadOnlyList<StreamConnection> All()
    {
        lock (hold)
            return [.. connections.Keys];
    }

    private StreamConnection[] At(Seat seat)
    {
        lock (hold)
            return seats.TryGetValue(seat, out var sitting) ? [.. sitting] : [];
    }

    private void Leave(StreamConnection connection, StreamName stream)
    {
        var seat = new Seat(connection.ViewerId, stream);
        if (seats.TryGetValue(seat, out var sitting) && sitting.Remove(connection) && sitting.Count == 0)
            seats.Remove(seat);
    }
}

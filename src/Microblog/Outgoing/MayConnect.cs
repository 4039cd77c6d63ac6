namespace Microblog.Outgoing;

/// <summary>Whether this server speaks with the one at that address at all. Asked of every address, after every redirect.</summary>
public delegate ValueTask<bool> MayConnect(Uri target, CancellationToken ct);

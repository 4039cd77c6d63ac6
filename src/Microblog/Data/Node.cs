namespace Microblog.Data;

/// <summary>One running process of this program. Its number makes its ids unique and says whose leases are whose.</summary>
public sealed class Node
{
    /// <summary>The most processes that can share a database: the number must fit the six bits ids have for it.</summary>
    public const int MaxNodes = 64;

    public required int Number { get; init; }

    /// <summary>Random, so that a process that was thought dead notices that its number is now someone else's.</summary>
    public required string Process { get; init; }

    /// <summary>Refreshed every few seconds; a node not seen for a while is dead and its leases are free.</summary>
    public required DateTimeOffset SeenAt { get; set; }
}

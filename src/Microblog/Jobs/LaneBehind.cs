namespace Microblog.Jobs;

/// <summary>The jobs of a host's lane are done, and it has missed some: they are to be derived again, from <see cref="Lane.MissedFrom"/> on.</summary>
/// <remarks>Raised by the worker itself, while it has the lane; it may run twice, like any other.</remarks>
public sealed record LaneBehind(string Name) : IFact
{
    public string Lane => Name;
}

namespace Microblog.Actors;

/// <summary>Asks other servers about people whom somebody here names and of whom nobody here has heard.</summary>
/// <remarks>An interface because the features that need it must not know the federation edge that can do it.</remarks>
public interface IMeetActors
{
    /// <summary>Looks them up, for a few seconds in all: whoever cannot be had by then is left out.</summary>
    /// <param name="addresses">Such as <c>name@host</c>.</param>
    /// <returns>The ids of those who were found, by the address that was asked for; they are stored here.</returns>
    Task<IReadOnlyDictionary<string, long>> RunAsync(IReadOnlyCollection<string> addresses, CancellationToken ct);
}

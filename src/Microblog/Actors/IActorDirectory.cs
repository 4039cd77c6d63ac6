namespace Microblog.Actors;

/// <summary>Finds anyone who can be followed, asking other servers where needed.</summary>
/// <remarks>An interface because the features that need it must not know the federation edge that can do it.</remarks>
public interface IActorDirectory
{
    /// <summary>Finds whom a person means.</summary>
    /// <param name="nameOrAddress"><c>name</c>, <c>@name@host</c>, or the address of an actor or of its page.</param>
    /// <returns>The actor, stored here.</returns>
    /// <exception cref="RefusalException">
    /// <see cref="Refusal.HandleNotUnderstood"/>, <see cref="Refusal.ActorNotFound"/> or <see cref="Refusal.ActorUnreachable"/>.
    /// </exception>
    Task<Actor> FindAsync(string nameOrAddress, CancellationToken ct);

    /// <summary>As <see cref="FindAsync"/>, but reads an actor elsewhere from its own server now, however lately it was read before.</summary>
    /// <inheritdoc cref="FindAsync"/>
    Task<Actor> FindFreshAsync(string nameOrAddress, CancellationToken ct);
}

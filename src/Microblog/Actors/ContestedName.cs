using System.Globalization;

namespace Microblog.Actors;

/// <summary>What an actor elsewhere goes by here when the name it gives itself is another's: that name and its own number, <c>name~123</c>.</summary>
/// <remarks>No name holds a ~, so that nobody can take it for the one whose name it is.</remarks>
public static class ContestedName
{
    private const char Mark = '~';

    extension(Actor actor)
    {
        /// <summary>The name that its server's document gives the actor, whoever has it here.</summary>
        public string ClaimedName => actor.IsNameContested ? actor.Handle[..^SuffixOf(actor).Length] : actor.Handle;

        /// <summary>Another has the name that the actor gives itself.</summary>
        public bool IsNameContested => actor.Handle.EndsWith(SuffixOf(actor), StringComparison.Ordinal);

        /// <summary>From now on the actor goes by a name as its own.</summary>
        public void GoBy(string name) => (actor.Handle, actor.HandleKey) = (name, Actor.KeyOf(name));

        /// <summary>From now on the actor has no name of its own, but only that which it gives itself, marked as such.</summary>
        public void LoseName() => actor.GoBy(actor.ClaimedName + SuffixOf(actor));
    }

    private static string SuffixOf(Actor actor) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{actor.Id}");
}

using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>What a key id leads to: a key that stands alone, or an actor (or part of one) that holds it.</summary>
/// <remarks>Whether its owner agrees is asked of <see cref="Origin.Objection(ActorKey, ActorDocument)"/>.</remarks>
public static class KeyDocument
{
    /// <summary>Finds the key of that id.</summary>
    /// <exception cref="MalformedActivityException">The key of that id is not in it.</exception>
    public static ActorKey Parse(ReadOnlyMemory<byte> json, Uri keyId)
    {
        using var document = JsonInput.ReadObject(json);
        var root = document.RootElement;
        var keys = root.Text("publicKeyPem") is null ? KeysOf(root) : [.. ReadKey(root)];
        return keys.FirstOrDefault(k => Ids.Same(k.Id, keyId))
            ?? throw new MalformedActivityException("The document does not hold the key that was asked for.");
    }

    /// <summary>Finds the multikey of that id: one that stands alone, or the assertionMethod of an actor.</summary>
    /// <exception cref="MalformedActivityException">The key of that id is not in it.</exception>
    /// <remarks>Whether its controller agrees is asked of <see cref="Origin.Objection(Multikey, ActorDocument)"/>.</remarks>
    public static Multikey ParseMultikey(ReadOnlyMemory<byte> json, Uri keyId)
    {
        using var document = JsonInput.ReadObject(json);
        var root = document.RootElement;
        var keys = root.Text("publicKeyMultibase") is null ? ReadMultikeys(root) : [.. ReadMultikey(root)];
        return keys.FirstOrDefault(k => Ids.Same(k.Id, keyId))
            ?? throw new MalformedActivityException("The document does not hold the key that was asked for.");
    }

    /// <summary>Those that are on the actor's server and name it as their controller.</summary>
    internal static List<Multikey> MultikeysOf(JsonElement actor, Uri id) =>
        [.. ReadMultikeys(actor).Where(k => Ids.Same(k.Controller, id) && Origin.Same(k.Id, id))];

    internal static List<ActorKey> KeysOf(JsonElement actor) =>
        [.. actor.Values("publicKey").Take(Limits.KeysPerActor).Where(k => k.IsObject).SelectMany(ReadKey)];

    private static IEnumerable<ActorKey> ReadKey(JsonElement key) =>
        key.Id is { } id
        && (key.Only("owner") ?? key.Only("controller"))?.AsLink() is { } owner
        && key.Text("publicKeyPem") is { Length: <= Signatures.PublicKey.LongestPem } pem
            ? [new ActorKey(id, owner, pem)]
            : [];

    private static IEnumerable<Multikey> ReadMultikeys(JsonElement actor) =>
        actor.Values("assertionMethod").Take(Limits.KeysPerActor).Where(k => k.IsObject).SelectMany(ReadMultikey);

    private static IEnumerable<Multikey> ReadMultikey(JsonElement key) =>
        key.Id is { } id
        && key.Only("controller")?.AsLink() is { } controller
        && key.TypeAmong("Multikey") is "Multikey"
        && key.Text("publicKeyMultibase") is { Length: > 0 and <= Limits.MultikeyLength } multibase
            ? [new Multikey(id, controller, multibase)]
            : [];
}

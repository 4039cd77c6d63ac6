using Microblog.Protocols.Signatures;

namespace Microblog.Actors;

/// <summary>Makes the keys of actors of this server.</summary>
/// <param name="newRsa">Finding the primes takes up to a second; tests, which make thousands of actors, hand out pairs found before.</param>
public sealed class NewActorKeys(Func<RsaKeyPair> newRsa)
{
    public ActorSigningKey For(long actorId)
    {
        var requests = newRsa();
        var proofs = Ed25519.IsSupported ? Ed25519Keys.Generate() : null;
        return new ActorSigningKey
        {
            ActorId = actorId,
            PrivatePem = requests.PrivatePem,
            PublicPem = requests.PublicPem,
            ProofPem = proofs?.PrivatePem,
            ProofMultikey = proofs?.PublicMultikey,
        };
    }
}

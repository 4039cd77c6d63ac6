namespace Microblog.Outgoing;

/// <summary>A peer gave no answer. The message is a sentence for an administrator and holds no secret.</summary>
public sealed class PeerUnreachableException(PeerFailure failure, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public PeerFailure Failure { get; } = failure;
}

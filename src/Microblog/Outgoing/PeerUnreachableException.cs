namespace Microblog.Outgoing;

/// <summary>A peer gave no answer. The message is a sentence for an administrator and holds no secret.</summary>
public sealed class PeerUnreachableException(PeerFailure failure, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public PeerFailure Failure { get; } = failure;

    /// <summary>It did not answer, or not in time; not that we do not ask it, or do not read what it says.</summary>
    public bool IsSilence => Failure is PeerFailure.NotConnected or PeerFailure.TimedOut;
}

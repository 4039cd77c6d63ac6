namespace Microblog.Outgoing;

/// <summary>Turns what the handler throws into one kind of exception with a reason.</summary>
internal static class PeerErrors
{
    /// <summary>Whether the peer or the way to it is to blame, rather than the caller or a fault of ours.</summary>
    public static bool IsTheirs(Exception thrown, CancellationToken caller) => thrown switch
    {
        OperationCanceledException => !caller.IsCancellationRequested,
        HttpRequestException or IOException or InvalidDataException => true,
        _ => false,
    };

    /// <summary>Whether the connection was open, and was closed or reset instead of an answer.</summary>
    public static bool IsHangUp(HttpRequestException thrown) =>
        thrown.InnerException is IOException
        && thrown.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown;

    public static PeerUnreachableException Translate(Exception thrown, Uri target) => thrown switch
    {
        OperationCanceledException => new(PeerFailure.TimedOut, $"{target.Authority} did not answer in time.", thrown),
        // The connector's own words arrive wrapped.
        HttpRequestException { InnerException: PeerUnreachableException inner } => new(inner.Failure, inner.Message, thrown),
        HttpRequestException e => new(FailureOf(e.HttpRequestError), $"{target.Authority}: {e.Message}", thrown),
        HttpIOException e => new(FailureOf(e.HttpRequestError), $"{target.Authority}: {e.Message}", thrown),
        _ => new(PeerFailure.BadAnswer, $"{target.Authority} broke off or sent what cannot be read.", thrown),
    };

    private static PeerFailure FailureOf(HttpRequestError error) => error switch
    {
        HttpRequestError.ConfigurationLimitExceeded => PeerFailure.TooLarge,
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError =>
            PeerFailure.NotConnected,
        _ => PeerFailure.BadAnswer,
    };
}

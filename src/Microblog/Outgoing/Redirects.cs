using System.Net;

namespace Microblog.Outgoing;

/// <summary>Where an answer sends us on.</summary>
internal static class Redirects
{
    /// <summary>The address that a redirect names, made absolute.</summary>
    /// <returns>Null when the answer is not a redirect, or does not say where to.</returns>
    /// <exception cref="PeerUnreachableException">It leads from https to http.</exception>
    public static Uri? Next(HttpResponseMessage response, Uri from)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            return null;
        if (!response.Headers.NonValidated.TryGetValues("Location", out var location)
            || !Uri.TryCreate(from, location.ToString(), out var next))
            return null;
        if (TargetRules.IsHttps(from) && TargetRules.IsHttp(next))
            throw new PeerUnreachableException(PeerFailure.Refused, $"{from.Authority} redirected us from https to http.");
        return next;
    }

    public static bool IsSameOrigin(Uri one, Uri other) =>
        ReferenceEquals(one, other)
        || (string.Equals(one.Scheme, other.Scheme, StringComparison.Ordinal) && one.Port == other.Port
            && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase));
}

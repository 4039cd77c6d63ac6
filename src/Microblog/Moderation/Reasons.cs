namespace Microblog.Moderation;

/// <summary>What every reason in the public log must be.</summary>
internal static class Reasons
{
    /// <summary>Longest reason, in UTF-16 code units, as <c>maxlength</c> of a field counts them.</summary>
    public const int MaxLength = 500;

    /// <summary>The reason without space around it.</summary>
    /// <exception cref="RefusalException">There is none, or it is too long.</exception>
    public static string Checked(string reason)
    {
        var trimmed = reason.Trim();
        return trimmed.Length switch
        {
            0 => throw new RefusalException(Refusal.ReasonMissing),
            > MaxLength => throw new RefusalException(Refusal.ReasonTooLong),
            _ => trimmed,
        };
    }
}

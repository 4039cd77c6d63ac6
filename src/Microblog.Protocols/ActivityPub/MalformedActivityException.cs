namespace Microblog.Protocols.ActivityPub;

/// <summary>
/// What a stranger sent is not what it claims to be. The message says why, in words fit for an answer or a log; it
/// never repeats what was sent. The only exception that any parser of this assembly throws for any bytes.
/// </summary>
public sealed class MalformedActivityException : Exception
{
    public MalformedActivityException()
        : this("The document cannot be read.")
    {
    }

    public MalformedActivityException(string message)
        : base(message)
    {
    }

    public MalformedActivityException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

using Microblog.Protocols.ActivityPub;

namespace Microblog.Media;

/// <summary>A file that somebody gives us, and what they say of it.</summary>
/// <param name="Content">Read once, to its end or to the most that is taken.</param>
public sealed record UploadDraft(Stream Content, string? Description = null, FocalPoint? Focus = null);

/// <summary>What is changed about an upload; null leaves a thing as it is.</summary>
/// <param name="Description">Empty for none.</param>
public sealed record MediaChange(long Id, string? Description = null, FocalPoint? Focus = null)
{
    /// <summary>Changes it.</summary>
    /// <returns>Whether it is not as it was.</returns>
    /// <exception cref="RefusalException">The description is too long.</exception>
    internal bool ApplyTo(Upload upload)
    {
        var description = Description is null ? upload.Description : Cleaned(Description);
        var (x, y) = Focus is { } focus ? (focus.X, focus.Y) : (upload.FocalX, upload.FocalY);
        if (description == upload.Description && x == upload.FocalX && y == upload.FocalY)
            return false;
        (upload.Description, upload.FocalX, upload.FocalY) = (description, x, y);
        return true;
    }

    /// <summary>A description as it is stored; null for none.</summary>
    /// <exception cref="RefusalException">It is too long.</exception>
    internal static string? Cleaned(string? description)
    {
        var text = description?.ReplaceLineEndings("\n").Trim();
        if (text?.Length > MediaLimits.DescriptionLength)
            throw new RefusalException(Refusal.MediaDescriptionTooLong);
        return string.IsNullOrEmpty(text) ? null : text;
    }
}

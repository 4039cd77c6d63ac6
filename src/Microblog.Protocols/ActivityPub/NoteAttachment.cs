namespace Microblog.Protocols.ActivityPub;

/// <summary>A picture, film or sound that belongs to a note.</summary>
/// <param name="Type">Document, Image, Video or Audio.</param>
/// <param name="Url">Where the file is, on whatever server.</param>
/// <param name="MediaType">A claim; in lower case, without parameters; null when it was not said.</param>
public sealed record NoteAttachment(string Type, Uri Url, string? MediaType)
{
    /// <summary>For those who cannot see or hear it; plain text, at most <see cref="Limits.DescriptionLength"/>.</summary>
    public string? Description { get; init; }

    /// <summary>A few colours to be shown until it is there.</summary>
    /// <remarks>Source: blurha.sh; at most <see cref="Limits.BlurhashLength"/> characters of its alphabet.</remarks>
    public string? Blurhash { get; init; }

    /// <summary>What must stay in view when it is cropped.</summary>
    public FocalPoint? Focus { get; init; }

    /// <summary>In pixels, at least 1.</summary>
    public int? Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int? Height { get; init; }

    /// <summary>Not negative, at most a hundred days.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A still picture of a film, or the cover of a sound.</summary>
    public Uri? Preview { get; init; }
}

/// <summary>A place in a picture.</summary>
/// <param name="X">From -1, the left edge, to 1, the right.</param>
/// <param name="Y">From -1, the lower edge, to 1, the upper.</param>
public sealed record FocalPoint(double X, double Y);

namespace Microblog.Media;

/// <summary>What was made of a file, still in a working folder.</summary>
/// <param name="PreviewPath">A small still picture; null where there is none.</param>
public sealed record MadeMedia(MediaFacts Facts, string Path, string? PreviewPath);

/// <summary>The same in the store.</summary>
/// <param name="File">Its name there.</param>
public sealed record StoredMedia(MediaFacts Facts, string File, string? PreviewFile, long Bytes);

/// <summary>What is said of a file besides its bytes.</summary>
/// <param name="Width">In pixels, as is <paramref name="Height"/>; null for a sound.</param>
/// <param name="Duration">In seconds; null for a picture.</param>
public sealed record MediaFacts(AttachmentKind Kind, int? Width, int? Height, double? Duration, string? Blurhash);

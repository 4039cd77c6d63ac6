using System.Text.Json.Serialization;
using Microblog.Media;

namespace Microblog.ClientApi;

/// <summary>An attachment as client apps read it.</summary>
/// <param name="Type">image, video, audio or unknown.</param>
/// <param name="RemoteUrl">Null for what is ours.</param>
/// <remarks>Source: Mastodon API documentation, entity MediaAttachment.</remarks>
public sealed record MediaAttachment(
    string Id, string Type, string Url, string? PreviewUrl, string? RemoteUrl, MediaMeta Meta, string? Description, string? Blurhash)
{
    internal static MediaAttachment Of(Attachment attachment)
    {
        var address = attachment.RemoteUrl.AbsoluteUri;
        var type = attachment.Kind == AttachmentKind.File ? "unknown" : attachment.Kind.ToString().ToLowerInvariant();
        var preview = attachment.PreviewUrl?.AbsoluteUri ?? (attachment.Kind == AttachmentKind.Image ? address : null);
        return new(
            ApiText.Id(attachment.Id), type, address, preview, address, MediaMeta.Of(attachment), attachment.Description, attachment.Blurhash);
    }
}

/// <summary>How large it is and what of it counts; what is not known is left out.</summary>
public sealed record MediaMeta(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MediaSize? Original,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MediaFocus? Focus)
{
    internal static MediaMeta Of(Attachment attachment)
    {
        var size = attachment is { Width: > 0 and var width, Height: > 0 and var height }
            ? new MediaSize(width, height, $"{width}x{height}", (double)width / height, attachment.Duration)
            : attachment.Duration is { } duration ? new MediaSize(null, null, null, null, duration) : null;
        return new(size, attachment is { FocalX: { } x, FocalY: { } y } ? new MediaFocus(x, y) : null);
    }
}

/// <summary>How large an attachment is, in pixels and seconds.</summary>
/// <param name="Duration">In seconds.</param>
public sealed record MediaSize(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Width,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Height,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Size,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Aspect,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Duration);

/// <summary>What must stay in view, from -1 to 1 each way.</summary>
public sealed record MediaFocus(double X, double Y);

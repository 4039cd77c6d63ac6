using System.Text.Json.Serialization;
using Microblog.Media;

namespace Microblog.ClientApi;

/// <summary>An attachment as client apps read it.</summary>
/// <param name="Type">image, gifv, video, audio or unknown.</param>
/// <param name="Url">Where it is shown: always here, unless it is only linked to. Null while it is being prepared.</param>
/// <param name="RemoteUrl">Null for what is ours.</param>
/// <remarks>Source: Mastodon API documentation, entity MediaAttachment.</remarks>
public sealed record MediaAttachment(
    string Id, string Type, string? Url, string? PreviewUrl, string? RemoteUrl, MediaMeta Meta, string? Description, string? Blurhash)
{
    public string? PreviewRemoteUrl => null;

    /// <summary>One that a status holds.</summary>
    internal static MediaAttachment Of(Attachment attachment, Uri server)
    {
        var remote = attachment.IsOurs ? null : attachment.RemoteUrl.AbsoluteUri;
        return new(
            ApiText.Id(attachment.Id), TypeOf(attachment.Kind), At(server, attachment.Path) ?? remote, At(server, attachment.PreviewPath), remote,
            MediaMeta.Of(MediaMeasures.Of(attachment)), attachment.Description, attachment.Blurhash);
    }

    /// <summary>One that no status holds yet.</summary>
    internal static MediaAttachment Of(Upload upload, Uri server) => new(
        ApiText.Id(upload.Id), TypeOf(upload.Kind), At(server, upload.Url?.AbsolutePath), At(server, upload.PreviewUrl?.AbsolutePath), RemoteUrl: null,
        MediaMeta.Of(MediaMeasures.Of(upload)), upload.Description, upload.Blurhash);

    private static string? At(Uri server, string? path) => path is null ? null : new Uri(server, path).AbsoluteUri;

    private static string TypeOf(AttachmentKind kind) => kind switch
    {
        AttachmentKind.File => "unknown",
        AttachmentKind.Animation => "gifv",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>What is measured in a file, wherever it is.</summary>
internal sealed record MediaMeasures(AttachmentKind Kind, int? Width, int? Height, double? Duration, double? FocalX, double? FocalY)
{
    public static MediaMeasures Of(Attachment a) => new(a.Kind, a.Width, a.Height, a.Duration, a.FocalX, a.FocalY);

    public static MediaMeasures Of(Upload u) => new(u.Kind, u.Width, u.Height, u.Duration, u.FocalX, u.FocalY);
}

/// <summary>How large it is and what of it counts; what is not known is left out.</summary>
/// <param name="Small">Of the preview.</param>
public sealed record MediaMeta(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MediaSize? Original,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MediaSize? Small,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MediaFocus? Focus)
{
    internal static MediaMeta Of(MediaMeasures measures)
    {
        var focus = measures is { FocalX: { } x, FocalY: { } y } ? new MediaFocus(x, y) : null;
        if (measures is not { Width: > 0 and var width, Height: > 0 and var height })
            return new(measures.Duration is { } duration ? new MediaSize(null, null, null, null, duration) : null, Small: null, focus);
        var small = MediaLimits.Fit(width, height, MediaLimits.PreviewPixels);
        return new(MediaSize.Of(width, height, measures.Duration), MediaSize.Of(small.Width, small.Height, duration: null), focus);
    }
}

/// <summary>How large an attachment is, in pixels and seconds.</summary>
/// <param name="Duration">In seconds.</param>
public sealed record MediaSize(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Width,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Height,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Size,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Aspect,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Duration)
{
    internal static MediaSize Of(int width, int height, double? duration) =>
        new(width, height, $"{width}x{height}", (double)width / height, duration);
}

/// <summary>What must stay in view, from -1 to 1 each way.</summary>
public sealed record MediaFocus(double X, double Y);

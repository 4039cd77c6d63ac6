using System.Buffers;
using System.Text.Json;
using System.Xml;

namespace Microblog.Protocols.ActivityPub;

/// <summary>Reads what is attached to a note.</summary>
internal static class AttachmentParser
{
    private const int LargestSize = 100_000;
    private const int LongestDuration = 64;
    private const int ShortestBlurhash = 6;

    private static readonly string[] Types = ["Document", "Image", "Video", "Audio"];

    private static readonly SearchValues<char> BlurhashAlphabet = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~");

    public static List<NoteAttachment> Read(JsonElement note) =>
    [
        .. note.Values("attachment").Take(Limits.Tags)
            .Where(a => a.IsObject)
            .Select(ReadOne)
            .OfType<NoteAttachment>()
            .Take(Limits.Attachments),
    ];

    /// <summary>The page that a note is about.</summary>
    /// <remarks>COMPAT(Lemmy): a Link among the attachments of a Page.</remarks>
    public static Uri? ReadLink(JsonElement note) =>
        note.Values("attachment").Take(Limits.Tags)
            .Where(a => a.IsObject && a.TypeAmong("Link") is "Link")
            .Select(a => a.Link("href") ?? a.Link("url"))
            .FirstOrDefault(a => a is not null);

    private static NoteAttachment? ReadOne(JsonElement attachment)
    {
        if (attachment.TypeAmong(Types) is not { } type || !Types.Contains(type, StringComparer.Ordinal))
            return null;
        // COMPAT(Pleroma): the url is a list of Links, and they say what the file is.
        var link = attachment.Values("url").Take(Limits.Links)
            .FirstOrDefault(u => u.IsObject && u.Link("href") is not null);
        var url = attachment.Values("url").Take(Limits.Links).Select(Address).FirstOrDefault(u => u is not null)
            ?? attachment.Link("href");
        if (url is null)
            return null;
        return new NoteAttachment(type, url, NoteTexts.MediaTypeOf(attachment) ?? NoteTexts.MediaTypeOf(link))
        {
            Description = ReadDescription(attachment),
            Blurhash = ReadBlurhash(attachment),
            Focus = ReadFocus(attachment),
            Width = ReadSize(attachment, "width") ?? ReadSize(link, "width"),
            Height = ReadSize(attachment, "height") ?? ReadSize(link, "height"),
            Duration = ReadDuration(attachment.Text("duration")),
            Preview = Picture.Of(attachment, "icon")?.Url,
        };
    }

    private static Uri? Address(JsonElement url) => url.IsObject ? url.Link("href") : url.AsLink();

    private static string? ReadDescription(JsonElement attachment)
    {
        var text = attachment.Text("summary") is { Length: > 0 } summary ? summary : attachment.Text("name");
        return string.IsNullOrEmpty(text) ? null : JsonFields.ClipLength(text, Limits.DescriptionLength);
    }

    private static string? ReadBlurhash(JsonElement attachment) =>
        attachment.Text("blurhash") is { Length: >= ShortestBlurhash and <= Limits.BlurhashLength } hash
        && !hash.AsSpan().ContainsAnyExcept(BlurhashAlphabet)
            ? hash
            : null;

    private static FocalPoint? ReadFocus(JsonElement attachment)
    {
        var point = attachment.Values("focalPoint").Take(3).ToList();
        return point.Count == 2 && Coordinate(point[0]) is { } x && Coordinate(point[1]) is { } y
            ? new FocalPoint(x, y)
            : null;
    }

    private static double? Coordinate(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? Math.Clamp(number, -1, 1)
            : null;

    private static int? ReadSize(JsonElement value, string property) =>
        value.Count(property) is { } size and >= 1 and <= LargestSize ? (int)size : null;

    private static TimeSpan? ReadDuration(string? text)
    {
        if (text is null or { Length: 0 or > LongestDuration } || text[0] != 'P')
            return null;
        try
        {
            var duration = XmlConvert.ToTimeSpan(text);
            return duration >= TimeSpan.Zero && duration <= TimeSpan.FromDays(100) ? duration : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }
}

using System.Buffers;
using System.Security.Cryptography;

namespace Microblog.Media;

/// <summary>The names of files that we made, and the one media type that each is ever served with.</summary>
public static class MediaFiles
{
    /// <summary>What the name of a file ends with of which nothing is made yet: it is never served.</summary>
    public const string Unprocessed = ".raw";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".jpg"] = "image/jpeg",
        [".png"] = "image/png",
        [".mp4"] = "video/mp4",
        [".webm"] = "video/webm",
        [".mp3"] = "audio/mpeg",
    };

    /// <summary>A new name that nobody can guess.</summary>
    /// <param name="extension">One of ours, with its dot.</param>
    public static string NewName(string extension) => RandomNumberGenerator.GetHexString(32, lowercase: true) + extension;

    /// <summary>Whether that may be the name of a file of ours.</summary>
    public static bool IsName(string name) =>
        name.Length > 33 && !name.AsSpan(0, 32).ContainsAnyExcept(Digits) && Types.ContainsKey(name[32..]);

    /// <summary>The media type of a file that we made.</summary>
    public static string TypeOf(string name) => Types[Path.GetExtension(name)];
}

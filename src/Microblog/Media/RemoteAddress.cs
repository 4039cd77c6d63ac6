using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Microblog.Media;

/// <summary>Where on this server the files of others are passed on.</summary>
/// <remarks>The address holds a digest of where the file is: who does not know that cannot guess it, and another file has another address.</remarks>
public static class RemoteAddress
{
    public static string OfAttachment(long attachmentId, Uri url) => Path($"/media/remote/{attachmentId}/{CheckOf(url)}");

    public static string OfPreview(long attachmentId, Uri url) => OfAttachment(attachmentId, url) + "/preview";

    public static string OfActor(long actorId, string what, Uri url) => Path($"/media/actors/{actorId}/{what}/{CheckOf(url)}");

    public static string OfEmoji(long emojiId, Uri url) => Path($"/media/emojis/{emojiId}/{CheckOf(url)}");

    /// <summary>The digest, of which 128 bits are kept.</summary>
    public static string CheckOf(Uri url) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(url.AbsoluteUri)).AsSpan(0, 16));

    private static string Path(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}

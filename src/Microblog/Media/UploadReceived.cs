using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Media;

/// <summary>Somebody gave us a video or a sound, of which something has yet to be made.</summary>
public sealed record UploadReceived(long UploadId) : IFact
{
    /// <summary>Two for all: however many wait, no more are worked on, and everything else goes on.</summary>
    public string Lane => (UploadId / 65_536 % 2).ToString(CultureInfo.InvariantCulture);
}

using Microblog.Media;
using Microblog.Notices.Polls;

namespace Microblog.ClientApi;

/// <summary>The limits that client apps keep to.</summary>
public sealed record InstanceConfiguration
{
    public required InstanceAddresses Urls { get; init; }
    public required VapidKey Vapid { get; init; }
    public AccountLimits Accounts { get; } = new();
    public required StatusLimits Statuses { get; init; }
    public UploadLimits MediaAttachments { get; } = new();
    public PollLimits Polls { get; } = PollLimits.Ours;
    public TranslationSupport Translation { get; } = new(Enabled: false);
}

public sealed record InstanceAddresses(string Streaming);

public sealed record VapidKey(string PublicKey);

public sealed record AccountLimits
{
    public int MaxFeaturedTags => Tags.FeaturedTag.MostPerOwner;
    public int MaxPinnedStatuses => Notices.Pin.Most;
    public int MaxDisplayNameLength => Actors.UpdateProfile.MaxNameLength;
    public int MaxNoteLength => Actors.UpdateProfile.MaxNoteLength;
}

public sealed record StatusLimits(int MaxCharacters)
{
    public int MaxMediaAttachments => MediaLimits.PerNotice;
    public int CharactersReservedPerUrl => Notices.Text.NoticeText.LinkLength;
}

/// <summary>What can be uploaded: nothing where the operator has not installed ffmpeg.</summary>
public sealed record UploadLimits
{
    public IReadOnlyList<string> SupportedMimeTypes => Ffmpeg.IsThere ? MediaFormat.MediaTypes : [];
    public int DescriptionLimit => MediaLimits.DescriptionLength;
    public long ImageSizeLimit => MediaLimits.ImageBytes;
    public long ImageMatrixLimit => MediaLimits.ImagePixels;
    public long VideoSizeLimit => MediaLimits.FilmBytes;
    public int VideoFrameRateLimit => MediaLimits.FrameRate;
    public long VideoMatrixLimit => MediaLimits.FilmPixels;
}

/// <summary>How polls may be.</summary>
/// <param name="MinExpiration">In seconds.</param>
public sealed record PollLimits(int MaxOptions, int MaxCharactersPerOption, int MinExpiration, int MaxExpiration)
{
    internal static PollLimits Ours { get; } =
        new(Poll.MostChoices, Poll.LongestChoice, (int)Poll.Shortest.TotalSeconds, (int)Poll.Longest.TotalSeconds);
}

public sealed record TranslationSupport(bool Enabled);

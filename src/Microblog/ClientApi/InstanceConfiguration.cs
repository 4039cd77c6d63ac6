using Microblog.Notices.Polls;

namespace Microblog.ClientApi;

/// <summary>The limits that client apps keep to.</summary>
public sealed record InstanceConfiguration
{
    public required InstanceAddresses Urls { get; init; }
    public VapidKey Vapid { get; } = new("");
    public AccountLimits Accounts { get; } = new();
    public required StatusLimits Statuses { get; init; }
    public MediaLimits MediaAttachments { get; } = new();
    public PollLimits Polls { get; } = PollLimits.Ours;
    public TranslationSupport Translation { get; } = new(Enabled: false);
}

public sealed record InstanceAddresses(string Streaming);

public sealed record VapidKey(string PublicKey);

public sealed record AccountLimits
{
    public int MaxFeaturedTags => 0;
    public int MaxPinnedStatuses => 0;
    public int MaxDisplayNameLength => Actors.UpdateProfile.MaxNameLength;
    public int MaxNoteLength => Actors.UpdateProfile.MaxNoteLength;
}

public sealed record StatusLimits(int MaxCharacters)
{
    public int MaxMediaAttachments => 0;
    public int CharactersReservedPerUrl => Notices.Text.NoticeText.LinkLength;
}

/// <summary>Nothing can be uploaded yet.</summary>
public sealed record MediaLimits
{
    public IReadOnlyList<string> SupportedMimeTypes => [];
    public int DescriptionLimit => 0;
    public long ImageSizeLimit => 0;
    public long ImageMatrixLimit => 0;
    public long VideoSizeLimit => 0;
    public int VideoFrameRateLimit => 0;
    public long VideoMatrixLimit => 0;
}

/// <summary>How polls may be.</summary>
/// <param name="MinExpiration">In seconds.</param>
public sealed record PollLimits(int MaxOptions, int MaxCharactersPerOption, int MinExpiration, int MaxExpiration)
{
    internal static PollLimits Ours { get; } =
        new(Poll.MostChoices, Poll.LongestChoice, (int)Poll.Shortest.TotalSeconds, (int)Poll.Longest.TotalSeconds);
}

public sealed record TranslationSupport(bool Enabled);

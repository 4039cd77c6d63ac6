using Microblog.Data;
using Microblog.Media;
using Microblog.Outgoing;
using Microblog.Wikis;

namespace Microblog.Web;

/// <summary>Section <c>Microblog</c> of <c>appsettings.json</c>, where each setting is explained.</summary>
public sealed class MicroblogSettings
{
    public const string Section = "Microblog";

    /// <summary>Where everybody finds this server: scheme, host and port only. It is part of every id, so it can never change.</summary>
    public Uri BaseUrl { get; set; } = new("http://localhost:5000");

    /// <summary>Where the SQLite database lies; relative to where the program is started.</summary>
    public string DataDirectory { get; set; } = "data";

    public InstanceSettings Instance { get; set; } = new();
    public DatabaseSettings Database { get; set; } = new();
    public IReadOnlyList<WikiSettings> Wikis { get; set; } = [];

    /// <summary>Administrators of this server, each as <c>wiki-id:sub</c>.</summary>
    public IReadOnlyList<string> Administrators { get; set; } = [];

    public FederationSettings Federation { get; set; } = new();
    public RateLimitSettings RateLimits { get; set; } = new();
    public NoticeSettings Notices { get; set; } = new();
    public MediaSettings Media { get; set; } = new();

    /// <summary>The only wiki is the demo wiki that this server offers itself: never in Production, and no setting.</summary>
    public bool OffersDemoWiki { get; internal set; }

    /// <summary>The configured wiki of that id; null when there is none, or none any more.</summary>
    public WikiSettings? FindWiki(string id) => Wikis.FirstOrDefault(w => w.Id == id);

    /// <summary>The shortest that any wiki is configured with; where there is none, what a wiki would have.</summary>
    public TimeSpan OfEveryWiki(Func<WikiSettings, TimeSpan> time) => Wikis.Count > 0 ? Wikis.Min(time) : TimeSpan.FromMinutes(15);
}

/// <summary>What this server says of itself.</summary>
public sealed class InstanceSettings
{
    public string Name { get; set; } = "Microblog";
    public string Description { get; set; } = "Short notices by people who write wikis.";

    /// <summary>More about it, as plain text with empty lines between paragraphs; empty for nothing. So are the next two.</summary>
    public string About { get; set; } = "";

    /// <summary>What becomes of people's data.</summary>
    public string PrivacyPolicy { get; set; } = "";

    /// <summary>What people agree to who use it.</summary>
    public string Terms { get; set; } = "";

    /// <summary>What holds for everybody who posts here, one sentence each.</summary>
    public IReadOnlyList<string> Rules { get; set; } = [];

    /// <summary>An e-mail address of whoever runs it; empty for none.</summary>
    public string Contact { get; set; } = "";

    /// <summary>The languages that it is for, as BCP 47 tags; none is English.</summary>
    public IReadOnlyList<string> Languages { get; set; } = [];

    /// <summary>The first of them: what notices are in whose author says nothing.</summary>
    public string FirstLanguage() => Languages is [var first, ..] ? first : "en";
}

/// <summary>How often strangers and people may ask.</summary>
public sealed class RateLimitSettings
{
    public bool Enabled { get; set; } = true;
}

/// <summary>What a notice may be.</summary>
public sealed class NoticeSettings
{
    /// <summary>Longest local notice, counted as <see cref="Notices.Text.NoticeText.Length(string)"/> does.</summary>
    public int MaxLength { get; set; } = 500;
}

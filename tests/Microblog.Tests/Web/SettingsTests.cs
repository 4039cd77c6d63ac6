using System.Text.RegularExpressions;
using Microblog.Tests.Support;
using Microblog.Web;
using Microblog.Wikis;

namespace Microblog.Tests.Web;

public sealed partial class SettingsTests
{
    [Fact]
    public void Appsettings_explains_every_setting_there_is_and_no_other()
    {
        var file = new ConfigurationBuilder().AddJsonFile(RepositoryRoot.At("appsettings.json")).Build().GetSection("Microblog");

        Assert.Equal(Names(typeof(MicroblogSettings), ""), Names(file, ""));
    }

    [Fact]
    public void Appsettings_explains_every_setting_of_a_wiki()
    {
        var text = File.ReadAllText(RepositoryRoot.At("appsettings.json"));
        var explained = WikiSetting().Matches(text).Select(m => m.Groups["name"].Value).Order(StringComparer.Ordinal);

        Assert.Equal(SettingNames.Of(typeof(WikiSettings)).Keys.Order(StringComparer.Ordinal), explained);
    }

    [Fact]
    public void The_manual_explains_every_setting_there_is_and_no_other()
    {
        var settings = Names(typeof(MicroblogSettings), "").Concat(SettingNames.Of(typeof(WikiSettings)).Keys.Select(name => $"Wikis:0:{name}"));

        Assert.Equal(settings.Order(StringComparer.Ordinal), Manual().Select(row => row.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_defaults_in_the_manual_are_those_in_appsettings()
    {
        var file = new ConfigurationBuilder().AddJsonFile(RepositoryRoot.At("appsettings.json")).Build().GetSection("Microblog");

        var given = Manual().Where(row => !row.Name.StartsWith("Wikis:", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            given.Select(row => $"{row.Name} {(string.IsNullOrEmpty(file[row.Name]) ? "none" : file[row.Name])}"),
            given.Select(row => $"{row.Name} {row.Default}"),
            StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_defaults_of_a_wiki_in_the_manual_are_those_of_the_class()
    {
        var fresh = new WikiSettings { Id = "w", Name = "W", ApiUrl = new Uri("https://wiki.example/w/api.php") };
        string[] written =
        [
            $"Wikis:0:SignIn {fresh.SignIn}", $"Wikis:0:RequiredRight {fresh.RequiredRight}", $"Wikis:0:RecheckAfter {fresh.RecheckAfter:c}",
            $"Wikis:0:LogPollEvery {fresh.LogPollEvery:c}", $"Wikis:0:SweepEvery {fresh.SweepEvery:c}", $"Wikis:0:TrustLastAnswerFor {fresh.TrustLastAnswerFor:c}",
        ];

        Assert.Subset(Manual().Select(row => $"{row.Name} {row.Default}").ToHashSet(StringComparer.Ordinal), written.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void The_values_in_appsettings_are_the_defaults()
    {
        var file = new ConfigurationBuilder().AddJsonFile(RepositoryRoot.At("appsettings.json")).Build();

        Assert.Equivalent(new MicroblogSettings(), SettingsReader.Read(file), strict: true);
    }

    [Theory]
    [InlineData("Microblog:Colour", "red", "Microblog:Colour is not a setting")]
    [InlineData("Microblog:Federation:AllowHttpp", "true", "Microblog:Federation:AllowHttpp is not a setting")]
    [InlineData("Microblog:Wikis:0:Colour", "red", "Microblog:Wikis:0:Colour is not a setting")]
    [InlineData("Microblog:RateLimits:Enabled", "perhaps", "Microblog:RateLimits:Enabled")]
    [InlineData("Microblog:Database:Provider", "MySql", "Microblog:Database:Provider is 'MySql', which is not Sqlite or PostgreSql.")]
    [InlineData("Microblog:Notices:MaxLength", "abc", "Microblog:Notices:MaxLength is 'abc', which is not a whole number.")]
    [InlineData("Microblog:Wikis:0:SweepEvery", "often", "Microblog:Wikis:0:SweepEvery is 'often', which is not a time such as 00:05:00")]
    [InlineData("Microblog:Wikis:0:SignIn", "Edit", "Microblog:Wikis:0:SignIn is Edit, which this version does not offer yet; use OAuth.")]
    [InlineData("Microblog:BaseUrl", "https://example.org/path", "Microblog:BaseUrl")]
    [InlineData("Microblog:BaseUrl", "nonsense", "Microblog:BaseUrl")]
    [InlineData("Microblog:Notices:MaxLength", "0", "Microblog:Notices:MaxLength")]
    [InlineData("Microblog:Administrators:0", "alice", "Microblog:Administrators")]
    [InlineData("Microblog:Federation:AllowedPrivateNetworks:0", "home", "Microblog:Federation:AllowedPrivateNetworks")]
    public void An_unknown_or_wrong_setting_is_named(string name, string value, string sentence)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

        var refused = Assert.Throws<SettingsException>(() => SettingsReader.Read(configuration));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_overrides_the_file()
    {
        var name = $"TEST{Guid.NewGuid():N}_";
        Environment.SetEnvironmentVariable(name + "Microblog__Notices__MaxLength", "77");

        var configuration = new ConfigurationBuilder().AddJsonFile(RepositoryRoot.At("appsettings.json")).AddEnvironmentVariables(name).Build();

        Assert.Equal(77, SettingsReader.Read(configuration).Notices.MaxLength);
    }

    private static IEnumerable<(string Name, string Default)> Manual() => ManualRow()
        .Matches(ManualSettings().Match(File.ReadAllText(RepositoryRoot.At("docs/CONFIGURATION.md"))).Value)
        .Select(row => (row.Groups["name"].Value, row.Groups["default"].Value.Trim('`')));

    private static IEnumerable<string> Names(Type type, string prefix) => SettingNames.Of(type)
        .SelectMany(s => SettingNames.IsGroup(s.Value) ? Names(s.Value, prefix + s.Key + ":") : [prefix + s.Key])
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(IConfigurationSection section, string prefix) => section.GetChildren()
        .SelectMany(s => s.GetChildren().Any() ? Names(s, prefix + s.Key + ":") : [prefix + s.Key])
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^ +// +""(?<name>[A-Z]\w+)"": ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WikiSetting();

    [GeneratedRegex(@"^## Settings\n.*?(?=^## Environment)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ManualSettings();

    [GeneratedRegex(@"^\| `(?<name>[\w:]+)` \| (?<default>[^|]*?) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ManualRow();
}

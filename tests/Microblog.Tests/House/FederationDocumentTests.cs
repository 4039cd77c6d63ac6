using System.Text.Json;
using System.Text.RegularExpressions;
using Microblog.Federation.Inbox;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;

namespace Microblog.Tests.House;

/// <summary>docs/FEDERATION.md names what is received and what is sent, and says nothing twice.</summary>
public sealed partial class FederationDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(RepositoryRoot.At("docs/FEDERATION.md"));

    [Fact]
    public void Every_activity_that_is_acted_on_has_a_row()
    {
        var acted = typeof(OnFlag).Assembly.GetTypes()
            .SelectMany(t => t.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReceive<>))
            .Select(i => i.GetGenericArguments()[0].Name.Replace("ById", "", StringComparison.Ordinal))
            .Where(name => name != "AnnouncedActivity");
        var rows = RowsUnder("### Received");

        Assert.All(acted, name => Assert.Contains(rows, row => row.Contains($"`{name}`", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("### Sent")]
    [InlineData("### Received")]
    [InlineData("## Addresses")]
    [InlineData("## Limits")]
    public void No_row_says_what_another_says(string heading)
    {
        var firsts = RowsUnder(heading).ConvertAll(row => Embedded().Replace(row.Split('|')[1], "").Trim());

        Assert.Equal(firsts.Distinct(StringComparer.Ordinal), firsts);
    }

    [Fact]
    public async Task Every_property_of_an_actor_that_is_sent_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var actor = JsonDocument.Parse(await server.DocumentAsync($"/users/{alice.ActorId}"));
        var sent = string.Join(' ', Under("## Actors").TakeWhile(line => !line.StartsWith("We read", StringComparison.Ordinal)));

        Assert.All(
            actor.RootElement.EnumerateObject().Select(p => p.Name).Where(name => name != "@context"),
            name => Assert.Contains($"`{name}", sent, StringComparison.Ordinal));
    }

    private static List<string> RowsUnder(string heading) =>
        [.. Under(heading).Where(line => line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal))];

    private static IEnumerable<string> Under(string heading) =>
        Lines.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#'));

    [GeneratedRegex(@"\((embedded|its id)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Embedded();
}

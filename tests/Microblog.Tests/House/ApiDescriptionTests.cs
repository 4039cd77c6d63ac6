using System.Text.Json;
using System.Text.RegularExpressions;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;

namespace Microblog.Tests.House;

/// <summary>What programs are told of the client API is what it is.</summary>
public sealed partial class ApiDescriptionTests
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    [Fact]
    public async Task It_names_every_approved_route_and_the_scope_that_it_needs()
    {
        var approved = (await File.ReadAllLinesAsync(RepositoryRoot.At("tests/Microblog.Tests/Approved/routes.txt"), TestContext.Current.CancellationToken))
            .Select(line => Regex.Split(line, " {1,}", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Where(parts => parts[1].StartsWith("/api/", StringComparison.Ordinal) && parts[1] != "/api/openapi.json")
            .Select(parts => $"{parts[0]} {Constraint().Replace(parts[1], "}")} {Need(parts[2..])}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        var described = (await DescriptionAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()
                .Where(o => Verbs.Contains(o.Name, StringComparer.Ordinal))
                .Select(o => $"{o.Name.ToUpperInvariant()} {path.Name} {Need(o.Value)}"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(approved, described);
    }

    [Fact]
    public async Task It_says_what_is_sent_and_what_comes_back()
    {
        var description = await DescriptionAsync();

        var post = description.GetProperty("paths").GetProperty("/api/v1/statuses").GetProperty("post");
        var kinds = post.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(c => c.Name).ToList();
        Assert.Contains("application/json", kinds);
        Assert.Contains("application/x-www-form-urlencoded", kinds);
        Assert.Contains("multipart/form-data", kinds);
        var account = description.GetProperty("components").GetProperty("schemas").GetProperty("Account").GetProperty("properties");
        Assert.Equal("string", account.GetProperty("display_name").Text("type"));
        Assert.Equal("3.1", description.Text("openapi")[..3]);
    }

    [Fact]
    public async Task Every_reference_leads_to_what_it_names()
    {
        var description = await DescriptionAsync();
        var names = Reference().Matches(description.GetRawText()).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(description.GetProperty("components").GetProperty("schemas").TryGetProperty(name, out _), name));
    }

    private static async Task<JsonElement> DescriptionAsync()
    {
        await using var server = await TestServer.StartAsync();
        using var answer = await server.PasserBy.GetAsync("/api/openapi.json", TestContext.Current.CancellationToken);
        return await answer.OkAsync();
    }

    private static string Need(string[] words)
    {
        string[] scopes = [.. words.Where(w => w is not ("signed" or "in" or "by" or "token" or "anyone"))];
        return words[0] == "anyone" ? "anyone" : string.Join(' ', scopes.Prepend("token"));
    }

    private static string Need(JsonElement operation)
    {
        var ways = operation.TryGetProperty("security", out var security) ? security.EnumerateArray().ToList() : [];
        return ways.Count == 0 || ways.Exists(w => !w.EnumerateObject().Any())
            ? "anyone"
            : string.Join(' ', ways[0].GetProperty("token").EnumerateArray().Select(s => s.GetString()!).Prepend("token"));
    }

    [GeneratedRegex(":[^}]*}", RegexOptions.None, 1000)]
    private static partial Regex Constraint();

    [GeneratedRegex("#/components/schemas/(?<name>[A-Za-z0-9_.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Microblog.Tests.Support;

namespace Microblog.Tests.Documented;

public sealed class DocumentationTests
{
    private static readonly string[] NotOffered = ["trends", "annual-reports", "email", "identity-proofs", "sign-up", "removed", "unreleased", "fasp", "collections", "beta"];

    /// <summary>What we leave out, and why.</summary>
    private static readonly string[] LeftOut =
    [
        // Nothing is translated here, and the instance says so.
        "POST /api/v1/statuses/:id/translate",

        // No addresses of people are kept by which one could be blocked.
        "/api/v1/admin/ip_blocks",

        // What the second version was before it was finished.
        "/api/v2_alpha/",
    ];

    [Fact]
    public async Task Every_documented_route_is_there()
    {
        var lines = await File.ReadAllLinesAsync(RepositoryRoot.At("tests/Microblog.Tests/Approved/routes.txt"), TestContext.Current.CancellationToken);
        var ours = ApiDocumentation.Read([], lines.Select(l => Regex.Split(l, " +", RegexOptions.None, TimeSpan.FromSeconds(1))).Select(p => $"{p[0]}  {p[1]}  any"));

        var missing = ApiDocumentation.Ours.Methods
            .Where(m => !NotOffered.Any(n => m.Note.Contains(n, StringComparison.Ordinal)) && ours.Find(m.Verb, m.Path) is null && ours.Find("ANY", m.Path) is null)
            .Select(m => $"{m.Verb} {m.Path}")
            .Where(route => !LeftOut.Any(l => route.Contains(l, StringComparison.Ordinal)));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_entity_that_is_named_is_described()
    {
        var documented = ApiDocumentation.Ours;
        var named = documented.Entities.SelectMany(e => documented.FieldsOf(e)).Select(f => f.Shape)
            .Concat(documented.Methods.Where(m => !NotOffered.Any(n => m.Note.Contains(n, StringComparison.Ordinal))).Select(m => m.Answer))
            .SelectMany(ShapeParser.NamesIn)
            .Distinct(StringComparer.Ordinal);

        Assert.Empty(named.Except(documented.Entities, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"id":"1","url":"https://a.test/","kind":"a","on":"2026-01-02","at":"2026-01-02T03:04:05Z","inner":{"count":1}}""", null)]
    [InlineData("""{"id":"1","url":"https://a.test/","kind":"b","on":"2026-01-02","at":"2026-01-02T03:04:05Z","inner":null,"perhaps":[{"count":2}],"more":1}""", null)]
    [InlineData("""{"id":1,"url":"https://a.test/","kind":"a","on":"2026-01-02","at":"2026-01-02T03:04:05Z","inner":null}""", "$.id is 1, which is no string")]
    [InlineData("""{"id":"1","url":"/","kind":"a","on":"2026-01-02","at":"2026-01-02T03:04:05Z","inner":null}""", "$.url is \"/\", which is no uri")]
    [InlineData("""{"id":"1","url":"https://a.test/","kind":"c","on":"2026-01-02","at":"2026-01-02T03:04:05Z","inner":null}""", "$.kind is \"c\", which is none of a, b")]
    [InlineData("""{"id":"1","url":"https://a.test/","kind":"a","on":"2026-01-02T00:00:00Z","at":"2026-01-02T03:04:05Z","inner":null}""", "$.on is \"2026-01-02T00:00:00Z\", which is no date")]
    [InlineData("""{"id":"1","url":"https://a.test/","kind":"a","on":"2026-01-02","at":"2026-01-02","inner":null}""", "$.at is \"2026-01-02\", which is no date-time")]
    [InlineData("""{"id":"1","url":"https://a.test/","kind":"a","on":"2026-01-02","at":"2026-01-02T03:04:05Z","inner":{}}""", "$.inner.count of Thing.Inner is missing")]
    [InlineData("""{"id":"1","url":"https://a.test/","kind":"a","on":"2026-01-02","at":"2026-01-02T03:04:05Z","inner":null,"perhaps":[{"count":"2"}]}""", "$.perhaps[0].count is \"2\", which is no integer")]
    [InlineData("""{"url":"https://a.test/","kind":"a","on":"2026-01-02","at":"2026-01-02T03:04:05Z","inner":null}""", "$.id of Thing is missing")]
    [InlineData("[]", "$ is no Thing")]
    public void What_is_not_as_documented_is_found(string answer, string? complaint)
    {
        var documented = ApiDocumentation.Read(
            ["# a comment", "Base", "  id: string", "Thing : Base", "  url: uri", "  kind: 'a' | 'b'", "  on: date", "  at: date-time", "  inner: Thing.Inner?", "  perhaps*: [Thing.Inner]", "Thing.Inner", "  count: integer"],
            ["DELETE /api/v1/things/:id  Thing  anyone"]);
        using var json = JsonDocument.Parse(answer);

        var complaints = documented.Find("DELETE", "/api/v1/things/{id:long}")!.Answer.Complain(json.RootElement, "$", documented);

        Assert.Equal(complaint is null ? [] : [complaint], complaints);
    }
}

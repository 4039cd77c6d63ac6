using Microblog.Tests.Support;
using Microsoft.AspNetCore.Authorization;

namespace Microblog.Tests.House;

/// <summary>Every address we answer, and who may use it, is a line in Approved/routes.txt. A new line is a decision.</summary>
/// <remarks>Run with <c>MICROBLOG_APPROVE=1</c> in the environment, the test writes the file anew; then read what changed.</remarks>
public sealed class RouteTableTests
{
    private static string Approved => RepositoryRoot.At("tests/Microblog.Tests/Approved/routes.txt");

    [Fact]
    public async Task Every_route_is_approved()
    {
        await using var server = await TestServer.StartAsync();
        var routes = server.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .SelectMany(route => Methods(route).Select(method => $"{method,-6} {Path(route),-60} {Who(route)}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (Environment.GetEnvironmentVariable("MICROBLOG_APPROVE") == "1")
            await File.WriteAllLinesAsync(Approved, routes, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllLinesAsync(Approved, TestContext.Current.CancellationToken), routes);
    }

    private static string Path(RouteEndpoint route) => "/" + route.RoutePattern.RawText?.TrimStart('/');

    private static IReadOnlyList<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["ANY"];

    private static string Who(RouteEndpoint route)
    {
        var rules = route.Metadata.GetOrderedMetadata<IAuthorizeData>();
        if (rules.Count == 0 || route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return "anyone";

        var conditions = rules
            .SelectMany(rule => new[] { rule.Policy, rule.Roles, rule.AuthenticationSchemes is { } by ? $"by {by}" : null })
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
        return string.Join(' ', conditions.Prepend("signed in"));
    }
}

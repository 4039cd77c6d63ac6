using Microblog.Data;
using Microblog.Jobs;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microblog.Web;

/// <summary><c>/health/live</c> says that the process answers, <c>/health/ready</c> that it can do its work; <c>/health</c> is for client programs.</summary>
public static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", timeout: Patience)
            .AddCheck<MigrationsHealth>("migrations", timeout: Patience)
            .AddCheck<QueueHealth>("queue", timeout: Patience);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health", new HealthCheckOptions { Predicate = check => check.Name == "database", ResponseWriter = WriteLikeMastodonAsync })
            .AllowAnonymous();
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    // Source: Mastodon API documentation, health, for JSON. COMPAT(Mastodon.py): it asks for no kind, and understands the plain word that it got of old.
    private static Task WriteLikeMastodonAsync(HttpContext http, HealthReport report)
    {
        var isUp = report.Status == HealthStatus.Healthy;
        return http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase)
            ? http.Response.WriteAsJsonAsync(new { status = isUp ? "UP" : "DOWN" })
            : http.Response.WriteAsync(isUp ? "OK" : "DOWN");
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status == HealthStatus.Healthy ? "ok" : "failing",
        failing = report.Entries.Where(e => e.Value.Status != HealthStatus.Healthy).Select(e => e.Key).Order(StringComparer.Ordinal),
    });
}

/// <summary>The database answers.</summary>
internal sealed class DatabaseHealth(Db db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}

/// <summary>The database has exactly the tables this program knows.</summary>
internal sealed class MigrationsHealth(Migrator migrator) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = await migrator.StatusAsync(cancellationToken);
        return status.All(m => m.IsApplied) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}

/// <summary>This node's worker runs, and the other nodes count it as living.</summary>
internal sealed class QueueHealth(Db db, NodeNumber node, IEnumerable<IHostedService> services, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var lastSign = clock.GetUtcNow() - NodeRegistry.DeadAfter;
        var isRunning = services.OfType<Worker>().All(worker => worker.ExecuteTask is { IsCompleted: false });
        return isRunning && await db.Nodes.AnyAsync(n => n.Process == node.Process && n.SeenAt >= lastSign, cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy();
    }
}

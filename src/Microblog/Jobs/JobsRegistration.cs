namespace Microblog.Jobs;

public static class JobsRegistration
{
    /// <summary>The durable queue and its worker.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, Action<Listeners> listen)
    {
        var listeners = new Listeners(services);
        listen(listeners);
        return services
            .AddSingleton(listeners)
            .AddSingleton<WorkerSignal>()
            .AddSingleton<JobResults>()
            .AddSingleton<LaneRun>()
            .AddSingleton(provider => new LaneSlots(provider.GetRequiredService<LaneRun>(), provider.GetRequiredService<JobResults>()))
            .AddSingleton<RecurringTasks>()
            .AddSingleton<RecentHosts>()
            .AddSingleton<RecentFetches>()
            .AddScoped<FetchedHosts>()
            .AddScoped<HostLanes>()
            .AddScoped<JobQueue>()
            .AddScoped<JobAdmin>()
            .AddScoped<JobsView>()
            .AddScoped<LaneClaims>()
            .AddScoped<ResultWriter>();
    }

    /// <summary>The loops that do the jobs: in the server, not at the command line.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services) => services
        .AddHostedService<Heartbeat>()
        .AddHostedService<ResultLoop>()
        .AddHostedService<Worker>()
        .AddHostedService<ReadFigures>()
        .AddHostedService<PostgreSqlWake>();
}

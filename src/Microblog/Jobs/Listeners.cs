using System.Text.Json;

namespace Microblog.Jobs;

/// <summary>Which handlers listen to which facts, and which tasks recur: filled in Program.cs, read by the queue and the worker.</summary>
public sealed class Listeners(IServiceCollection services)
{
    private readonly Dictionary<string, Listener> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> recurring = new(StringComparer.Ordinal);

    /// <summary>How long from the end of one run of each recurring task to the start of the next.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Recurring => recurring;

    public Listeners On<TFact, THandler>()
        where TFact : IFact
        where THandler : class, IHandle<TFact>
    {
        services.AddScoped<THandler>();
        byName.Add(typeof(THandler).Name, new(typeof(TFact), GroupOf(typeof(THandler)), (provider, fact, ct) =>
            provider.GetRequiredService<THandler>().HandleAsync(JsonSerializer.Deserialize<TFact>(fact)!, ct)));
        return this;
    }

    public Listeners Every<TTask>(TimeSpan interval)
        where TTask : class, IRecur
    {
        services.AddScoped<TTask>();
        recurring.Add(typeof(TTask).Name, interval);
        byName.Add(typeof(TTask).Name, new(typeof(TTask), GroupOf(typeof(TTask)), async (provider, _, ct) =>
        {
            await provider.GetRequiredService<TTask>().RunAsync(ct);
            return Outcome.Done;
        }));
        return this;
    }

    /// <summary>The handlers of a fact, each with its group: handlers of one folder work in one lane, so that what one of them
    /// announces cannot be overtaken by what another takes back.</summary>
    public IEnumerable<(string Kind, string Group)> Of(Type fact) =>
        byName.Where(l => l.Value.Fact == fact).Select(l => (l.Key, l.Value.Group));

    /// <summary>Does the job, or says that this program has no handler of that name.</summary>
    public Task<Outcome> RunAsync(Job job, IServiceProvider provider, CancellationToken ct) =>
        byName.TryGetValue(job.Kind, out var listener)
            ? listener.RunAsync(provider, job.Payload, ct)
            : Task.FromResult(Outcome.Retry($"this program has no handler called {job.Kind}", perhapsOnlyThis: true));

    private static string GroupOf(Type handler) => handler.Namespace![(handler.Namespace!.LastIndexOf('.') + 1)..];

    private sealed record Listener(Type Fact, string Group, Func<IServiceProvider, string, CancellationToken, Task<Outcome>> RunAsync);
}

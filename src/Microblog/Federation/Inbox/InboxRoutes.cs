using Microblog.Actors;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Inbox;

/// <summary>What we do about each thing a remote actor may tell us: the table. Anything not listed is ignored.</summary>
public sealed class InboxRoutes(IServiceCollection services)
{
    private readonly Dictionary<Type, Receive> byType = [];

    private delegate Task<Outcome> Receive(IServiceProvider services, Activity activity, Actor sender, CancellationToken ct);

    public InboxRoutes On<TActivity, THandler>()
        where TActivity : Activity
        where THandler : class, IReceive<TActivity>
    {
        services.AddScoped<THandler>();
        byType.Add(typeof(TActivity), (provider, activity, sender, ct) =>
            provider.GetRequiredService<THandler>().ReceiveAsync((TActivity)activity, sender, ct));
        return this;
    }

    public Task<Outcome> ReceiveAsync(Activity activity, Actor sender, IServiceProvider provider, CancellationToken ct) =>
        byType.TryGetValue(activity.GetType(), out var receive)
            ? receive(provider, activity, sender, ct)
            : Task.FromResult(Outcome.Ignored($"we do not act on {activity}"));
}

using System.Reflection;
using System.Runtime.CompilerServices;
using Microblog.Actors;
using Microblog.Federation.Outbox;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Outgoing;

namespace Microblog.Tests.House;

/// <summary>What waits for others' servers has slots of its own: no handler of our own work asks them anything.</summary>
public sealed class FetchingTests
{
    private static readonly Type[] Ours = typeof(Lane).Assembly.GetTypes();

    // It waits five seconds at most, whomever it asks.
    private static readonly Type[] BriefEnough = [typeof(IMeetActors)];

    [Fact]
    public void Every_handler_that_asks_others_servers_does_so_in_a_lane_of_theirs()
    {
        var wrong =
            from handler in Ours
            from handled in handler.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IHandle<>))
            where Reaches(handler, typeof(PeerClient), [])
            where !Needs(handler).Contains(typeof(FetchTurn)) && !WaitsForHosts(handled.GetGenericArguments()[0])
            select handler.Name;

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_rule_sees_who_asks() => Assert.All(
        (string[])["FetchFeatured", "SynchronizeFollowers", "FetchParents", "RefreshConversation", "CheckQuoteHeard", "SettleName", "SendPush"],
        name => Assert.True(Reaches(Ours.Single(t => t.Name == name), typeof(PeerClient), [])));

    // Where something becomes necessary only later (FetchTurn), the fact is in a lane of work at first.
    private static bool WaitsForHosts(Type fact) => fact == typeof(DeliveryDue)
        || ((IFact)RuntimeHelpers.GetUninitializedObject(fact)).Lane.StartsWith(Lane.FetchPrefix, StringComparison.Ordinal);

    private static bool Reaches(Type type, Type what, HashSet<Type> seen) => type == what
        || (seen.Add(type) && Needs(type).Except(BriefEnough).SelectMany(WithImplementations).Any(needed => Reaches(needed, what, seen)));

    private static IEnumerable<Type> Needs(Type type) => Ours.Contains(type)
        ? type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType)
        : [];

    private static IEnumerable<Type> WithImplementations(Type type) =>
        type.IsInterface ? Ours.Where(t => t.IsClass && type.IsAssignableFrom(t)) : [type];
}

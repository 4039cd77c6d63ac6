using Microblog.Actors;
using Microblog.Notices;
using Microblog.Relations.Domains;
using Microblog.Relations.Mutes;

namespace Microblog.Relations;

/// <summary>The deeds between two actors, and those on one's own profile.</summary>
public static class RelationsRegistration
{
    public static IServiceCollection AddRelations(this IServiceCollection services) => services
        .AddScoped<EndFollow>()
        .AddScoped<TakeFollow>()
        .AddScoped<SettleFollow>()
        .AddScoped<ApproveFollow>()
        .AddScoped<RefuseFollower>()
        .AddScoped<KeepBlock>()
        .AddScoped<BlockActor>()
        .AddScoped<UnblockActor>()
        .AddScoped<TakeBlock>()
        .AddScoped<MuteActor>()
        .AddScoped<UnmuteActor>()
        .AddScoped<Endorse>()
        .AddScoped<BlockDomain>()
        .AddScoped<AddAlias>()
        .AddScoped<RemoveAlias>()
        .AddScoped<MoveAway>()
        .AddScoped<ComeBack>()
        .AddScoped<WantFeatured>()
        .AddScoped<PinNotice>()
        .AddScoped<UnpinNotice>();
}

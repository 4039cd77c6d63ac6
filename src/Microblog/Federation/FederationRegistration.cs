using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Federation.Documents;
using Microblog.Federation.Featured;
using Microblog.Federation.Followers;
using Microblog.Federation.Inbox;
using Microblog.Federation.Outbox;
using Microblog.Federation.Quotes;
using Microblog.Federation.Relays;
using Microblog.Federation.Remote;
using Microblog.Federation.Threads;
using Microblog.Jobs;
using Microblog.Moderation.Reports;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Notices.Polls;
using Microblog.Protocols.ActivityPub;
using Microblog.Reactions;
using Microblog.Relations;

namespace Microblog.Federation;

public static class FederationRegistration
{
    /// <summary>How we speak with other servers, and what we do about each thing they may tell us.</summary>
    public static IServiceCollection AddFederation(this IServiceCollection services) => services
        .AddDocuments()
        .AddSingleton<KeyCache>()
        .AddSingleton<OutgoingActivities>()
        .AddSingleton<PeerSchemes>()
        .AddSingleton<SignedPeers>()
        .AddSingleton<FetchShares>()
        .AddScoped<FetchTurn>()
        .AddScoped<PeerDocuments>()
        .AddScoped<ActorNames>()
        .AddScoped<KeepActor>()
        .AddScoped<KeepProfile>()
        .AddSingleton<KnownOffers>()
        .AddScoped<PartialFollowers>()
        .AddScoped<MoveTargets>()
        .AddScoped<PinnedNotes>()
        .AddScoped<ReadFeatured>()
        .AddScoped<KeepEmojis>()
        .AddScoped<ForgetActor>()
        .AddScoped<RemoteActors>()
        .AddScoped<RefreshActor>()
        .AddScoped<RemoteKeys>()
        .AddSingleton<FetchMisses>()
        .AddScoped<RemoteNotes>()
        .AddScoped<RemoteNotices>()
        .AddScoped<WebFinger>()
        .AddScoped<IActorDirectory, ActorDirectory>()
        .AddScoped<INoticeDirectory, NoticeDirectory>()
        .AddSingleton<IMeetActors, MeetActors>()
        .AddScoped<Ancestors>()
        .AddScoped<Replies>()
        .AddScoped<RefreshNotice>()
        .AddScoped<ActivityProofs>()
        .AddScoped<SendActivity>()
        .AddRelays()
        .AddQuotesFederation()
        .AddInbox();

    /// <summary>What this edge does about facts, and again and again.</summary>
    public static Listeners AddFederation(this Listeners listeners) => listeners
        .On<NoticePosted, DistributeNotice>()
        .On<NoticeDeleted, DistributeDeletion>()
        .On<NoticeEdited, DistributeEdit>()
        .On<PollCounted, DistributePoll>()
        .On<VoteCast, SendVote>()
        .On<ProfileChanged, DistributeProfile>()
        .On<NoticeRepeated, DistributeRepeat>()
        .On<RepeatEnded, DistributeUnrepeat>()
        .On<NoticeLiked, SendLike>()
        .On<LikeEnded, SendUnlike>()
        .On<FollowRequested, SendFollow>()
        .On<FollowEnded, SendUnfollow>()
        .On<FollowAccepted, AnswerFollow>()
        .On<FollowRejected, RefuseFollow>()
        .On<ParentMissing, FetchParents>()
        .On<NameClaimed, SettleName>()
        .On<ConversationOpened, RefreshConversation>()
        .On<ReportFiled, SendFlag>()
        .AddRelays()
        .AddQuotesFederation()
        .On<PersonalBlockMade, SendBlock>()
        .On<PersonalBlockEnded, SendUnblock>()
        .On<ActorMoved, DistributeMove>()
        .On<AccountDeleted, DistributeAccountDeletion>()
        .On<NoticePinned, DistributePin>()
        .On<FeaturedWanted, FetchFeatured>()
        .On<FollowRequested, WantFeaturedOfFollowed>()
        .On<FollowersOffered, SynchronizeFollowers>()
        .On<ActivityReceived, HandleReceived>()
        .On<DeliveryDue, Deliver>()
        .On<LaneBehind, CatchUp>()
        .On<DeliveredLate, SendWhatFollowed>()
        .Every<FoldLanes>(TimeSpan.FromMinutes(5))
        .Every<ForgetLanes>(TimeSpan.FromHours(1))
        .Every<PruneActivities>(TimeSpan.FromHours(1))
        .Every<ForgetKeys>(TimeSpan.FromHours(1));

    private static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddScoped<SignatureGuard>()
        .AddScoped<ProofGuard>()
        .AddScoped<InboxGuard>()
        .AddScoped<StoreArrivals>()
        .AddScoped<Envelopes>()
        .AddScoped<UnnamedReader>()
        .AddScoped<HearNotice>()
        .AddScoped<KeepRepeat>()
        .AddScoped<HearSecondHand>()
        .AddScoped<HearVote>()
        .AddScoped<NoteAttachments>()
        .AddScoped<ReviseNotice>()
        .AddScoped<ReviseAudience>()
        .AddSingleton<HostShares>()
        .AddSingleton<InboxWriter>()
        .AddHostedService(provider => provider.GetRequiredService<InboxWriter>())
        .AddSingleton(new InboxRoutes(services)
            .On<Protocols.ActivityPub.Follow, OnFollow>()
            .On<Accept, OnAccept>()
            .On<Reject, OnReject>()
            .On<Undo, OnUndo>()
            .On<Create, OnCreate>()
            .On<CreateById, OnCreateById>()
            .On<Announce, OnAnnounce>()
            .On<AnnouncedActivity, OnAnnouncedActivity>()
            .On<Protocols.ActivityPub.Like, OnLike>()
            .On<Update, OnUpdate>()
            .On<UpdateById, OnUpdateById>()
            .On<Delete, OnDelete>()
            .On<Flag, OnFlag>()
            .On<QuoteRequest, OnQuoteRequest>()
            .On<Block, OnBlock>()
            .On<Move, OnMove>()
            .On<Add, OnAdd>()
            .On<Remove, OnRemove>());
}

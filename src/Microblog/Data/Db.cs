using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Apps;
using Microblog.Bookmarks;
using Microblog.Conversations;
using Microblog.Emojis;
using Microblog.Filters;
using Microblog.Jobs;
using Microblog.Lists;
using Microblog.Media;
using Microblog.Moderation;
using Microblog.Moderation.Domains;
using Microblog.Moderation.Reports;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
using Microblog.Notices.Scheduling;
using Microblog.Notifications;
using Microblog.Push;
using Microblog.Reactions;
using Microblog.Relations;
using Microblog.Relations.Domains;
using Microblog.Relations.Mutes;
using Microblog.Search;
using Microblog.SignIn;
using Microblog.Suggestions;
using Microblog.Tags;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Data;

/// <summary>Everything we keep. One class, used directly by every feature: there is no layer above it.</summary>
/// <remarks>The edges map their own tables in classes beside them; see <c>Federation/FederationTables.cs</c>.</remarks>
public sealed class Db(DbContextOptions<Db> options) : DbContext(options)
{
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Actor> Actors => Set<Actor>();
    public DbSet<ActorAlias> ActorAliases => Set<ActorAlias>();
    public DbSet<ActorMove> ActorMoves => Set<ActorMove>();
    public DbSet<ActorPublicKey> PublicKeys => Set<ActorPublicKey>();
    public DbSet<ActorSigningKey> SigningKeys => Set<ActorSigningKey>();
    public DbSet<Addressee> Addressees => Set<Addressee>();
    public DbSet<App> Apps => Set<App>();
    public DbSet<AppToken> AppTokens => Set<AppToken>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<AuthorizationCode> AuthorizationCodes => Set<AuthorizationCode>();
    public DbSet<Block> Blocks => Set<Block>();
    public DbSet<CachedFile> CachedFiles => Set<CachedFile>();
    public DbSet<Bookmark> Bookmarks => Set<Bookmark>();
    public DbSet<ConversationMute> ConversationMutes => Set<ConversationMute>();
    public DbSet<DismissedSuggestion> DismissedSuggestions => Set<DismissedSuggestion>();
    public DbSet<DirectConversation> DirectConversations => Set<DirectConversation>();
    public DbSet<DirectNotice> DirectNotices => Set<DirectNotice>();
    public DbSet<DomainPolicy> DomainPolicies => Set<DomainPolicy>();
    public DbSet<Endorsement> Endorsements => Set<Endorsement>();
    public DbSet<FeaturedRead> FeaturedReads => Set<FeaturedRead>();
    public DbSet<CustomEmoji> Emojis => Set<CustomEmoji>();
    public DbSet<Filter> Filters => Set<Filter>();
    public DbSet<FilterKeyword> FilterKeywords => Set<FilterKeyword>();
    public DbSet<FetchedHost> FetchedHosts => Set<FetchedHost>();
    public DbSet<FilteredNotice> FilteredNotices => Set<FilteredNotice>();
    public DbSet<FeaturedTag> FeaturedTags => Set<FeaturedTag>();
    public DbSet<FollowedTag> FollowedTags => Set<FollowedTag>();
    public DbSet<Follow> Follows => Set<Follow>();
    public DbSet<FormerAddressee> FormerAddressees => Set<FormerAddressee>();
    public DbSet<HomeEntry> HomeEntries => Set<HomeEntry>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<Lane> Lanes => Set<Lane>();
    public DbSet<Like> Likes => Set<Like>();
    public DbSet<ListMember> ListMembers => Set<ListMember>();
    public DbSet<LogEntry> LogEntries => Set<LogEntry>();
    public DbSet<Marker> Markers => Set<Marker>();
    public DbSet<Mute> Mutes => Set<Mute>();
    public DbSet<Node> Nodes => Set<Node>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<NotificationPermission> NotificationPermissions => Set<NotificationPermission>();
    public DbSet<NotificationPolicy> NotificationPolicies => Set<NotificationPolicy>();
    public DbSet<NoticeTag> NoticeTags => Set<NoticeTag>();
    public DbSet<NoticeWords> NoticeWords => Set<NoticeWords>();
    public DbSet<PersonalBlock> PersonalBlocks => Set<PersonalBlock>();
    public DbSet<PersonList> PersonLists => Set<PersonList>();
    public DbSet<PersonalDomainBlock> PersonalDomainBlocks => Set<PersonalDomainBlock>();
    public DbSet<PersonalNote> PersonalNotes => Set<PersonalNote>();
    public DbSet<Pin> Pins => Set<Pin>();
    public DbSet<ActorField> ProfileFields => Set<ActorField>();
    public DbSet<NoticeVersion> NoticeVersions => Set<NoticeVersion>();
    public DbSet<Poll> Polls => Set<Poll>();
    public DbSet<PollOption> PollOptions => Set<PollOption>();
    public DbSet<PollVote> PollVotes => Set<PollVote>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<PushKey> PushKeys => Set<PushKey>();
    public DbSet<PushSubscription> PushSubscriptions => Set<PushSubscription>();
    public DbSet<Quote> Quotes => Set<Quote>();
    public DbSet<QuoteStamp> QuoteStamps => Set<QuoteStamp>();
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<ScheduledFile> ScheduledFiles => Set<ScheduledFile>();
    public DbSet<ScheduledNotice> ScheduledNotices => Set<ScheduledNotice>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<SeveredFollow> SeveredFollows => Set<SeveredFollow>();
    public DbSet<Tombstone> Tombstones => Set<Tombstone>();
    public DbSet<UnindexedNotice> UnindexedNotices => Set<UnindexedNotice>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<WikiIdentity> WikiIdentities => Set<WikiIdentity>();

    /// <summary>Saves what was added, changed and removed: all of it or none.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        LaneRows.Order(this);
        await KeepWords.OfSavedAsync(this, cancellationToken);
        if (Database.CurrentTransaction is not null || this.Gate is not { } gate)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        await gate.WaitAsync(cancellationToken);
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot compare DateTimeOffset; milliseconds since 1970 compare the same everywhere.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();

        configurationBuilder.Properties<CleanHtml>().HaveConversion<CleanHtmlConverter>();

        // Uri.ToString, which EF uses, undoes escapes; two servers must agree on an id letter by letter.
        configurationBuilder.Properties<Uri>().HaveConversion<UriConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        SqlFunctions.AddTo(modelBuilder);
        MapPeople(modelBuilder);
        MapSignIn(modelBuilder);
        MapNotices(modelBuilder);
        MapModeration(modelBuilder);
        MapMachinery(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(Db).Assembly);
        SnakeCase.Apply(modelBuilder.Model);
    }

    private static void MapPeople(ModelBuilder model)
    {
        model.Entity<Actor>(actor =>
        {
            actor.Property(a => a.Id).ValueGeneratedNever();
            actor.HasIndex(a => a.Uri).IsUnique();
            actor.HasIndex(a => a.Inbox);
            actor.HasIndex(a => new { a.HandleKey, a.Host }).IsUnique();
            actor.HasIndex(a => a.OtherName).HasFilter("other_name is not null");
            actor.HasOne(a => a.MovedTo).WithMany().HasForeignKey(a => a.MovedToId).OnDelete(DeleteBehavior.SetNull);
        });
        model.Entity<ActorSigningKey>(key =>
        {
            key.HasKey(k => k.ActorId);
            key.HasOne<Actor>().WithOne().HasForeignKey<ActorSigningKey>(k => k.ActorId);
        });
        model.Entity<ActorPublicKey>(key =>
        {
            key.HasIndex(k => k.KeyUri).IsUnique();
            key.HasOne<Actor>().WithMany().HasForeignKey(k => k.ActorId);
        });
        model.Entity<Account>(account =>
        {
            account.Property(a => a.Id).ValueGeneratedNever();
            account.HasOne(a => a.Actor).WithOne(a => a.Account).HasForeignKey<Account>(a => a.ActorId);
            account.ComplexProperty(a => a.Posting, posting =>
            {
                posting.Property(p => p.Visibility).HasColumnName("posting_visibility").HasDefaultValue(Visibility.Public);
                posting.Property(p => p.IsSensitive).HasColumnName("posting_is_sensitive").HasDefaultValue(false);
                posting.Property(p => p.Language).HasColumnName("posting_language");
                posting.Property(p => p.QuotePolicy).HasColumnName("posting_quote_policy").HasDefaultValue(QuotePolicy.Everyone);
            });
        });
        model.Entity<WikiIdentity>(identity =>
        {
            identity.Property(w => w.Id).ValueGeneratedNever();
            identity.HasIndex(w => new { w.WikiId, w.Sub }).IsUnique();
            identity.HasIndex(w => new { w.WikiId, w.UserId });
            identity.HasOne(w => w.Account).WithMany(a => a.WikiIdentities).HasForeignKey(w => w.AccountId);
        });
    }

    private static void MapSignIn(ModelBuilder model)
    {
        model.Entity<Session>(session =>
        {
            session.Property(s => s.Id).ValueGeneratedNever();
            session.HasIndex(s => s.TokenHash).IsUnique();
            session.HasOne(s => s.Account).WithMany().HasForeignKey(s => s.AccountId);
        });
        model.Entity<AccessToken>(token =>
        {
            token.Property(t => t.Id).ValueGeneratedNever();
            token.HasIndex(t => t.TokenHash).IsUnique();
            token.HasIndex(t => t.CodeId).HasFilter("code_id is not null");
            token.HasOne(t => t.Account).WithMany().HasForeignKey(t => t.AccountId);
            token.HasOne(t => t.App).WithMany().HasForeignKey(t => t.AppId).OnDelete(DeleteBehavior.Cascade);
        });
        AppTables.Map(model);
    }

    private static void MapNotices(ModelBuilder model)
    {
        model.Entity<Notice>(notice =>
        {
            notice.Property(n => n.Id).ValueGeneratedNever();
            notice.HasIndex(n => n.Uri).IsUnique();
            notice.HasIndex(n => new { n.AuthorId, n.Id });
            notice.HasIndex(n => new { n.Visibility, n.Id });
            notice.HasIndex(n => new { n.Visibility, n.Id }, "ix_notices_visibility_id_here").HasFilter("text is not null");
            notice.HasOne(n => n.Author).WithMany().HasForeignKey(n => n.AuthorId);
            notice.HasIndex(n => n.InReplyToUri).HasFilter("in_reply_to_id is null and in_reply_to_uri is not null");
            notice.HasIndex(n => n.Context).HasFilter("context is not null");
            notice.HasIndex(n => new { n.RepeatOfId, n.AuthorId }).IsUnique().HasFilter("repeat_of_id is not null");
            notice.HasIndex(n => new { n.RepeatOfId, n.Id }).HasFilter("repeat_of_id is not null");
            notice.HasOne(n => n.InReplyTo).WithMany().HasForeignKey(n => n.InReplyToId).OnDelete(DeleteBehavior.SetNull);
            notice.HasOne(n => n.RepeatOf).WithMany(n => n.Repeats).HasForeignKey(n => n.RepeatOfId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Addressee>(addressee =>
        {
            addressee.HasKey(a => new { a.NoticeId, a.ActorId });
            addressee.Property(a => a.IsUnnamed).HasDefaultValue(false);
            addressee.HasOne<Notice>().WithMany(n => n.Addressees).HasForeignKey(a => a.NoticeId);
            addressee.HasOne(a => a.Actor).WithMany().HasForeignKey(a => a.ActorId);
        });
        model.Entity<NoticeTag>(tag =>
        {
            tag.HasKey(t => new { t.Key, t.NoticeId });
            tag.HasOne<Notice>().WithMany(n => n.Tags).HasForeignKey(t => t.NoticeId);
        });
        model.Entity<Tombstone>(tombstone =>
        {
            tombstone.HasKey(t => new { t.Uri, t.AuthorId });
            tombstone.HasOne<Actor>().WithMany().HasForeignKey(t => t.AuthorId);
        });
        model.Entity<HomeEntry>(entry =>
        {
            entry.HasKey(e => new { e.OwnerId, e.NoticeId });
            entry.HasOne<Actor>().WithMany().HasForeignKey(e => e.OwnerId);
            entry.HasOne<Notice>().WithMany().HasForeignKey(e => e.NoticeId);
        });
    }

    private static void MapModeration(ModelBuilder model)
    {
        model.Entity<Block>(block =>
        {
            block.Property(b => b.Id).ValueGeneratedNever();
            block.HasIndex(b => b.ActorId).IsUnique().HasFilter("lifted_at is null AND scope <= 1");
            block.HasIndex(b => new { b.ActorId, b.Scope }).IsUnique().HasFilter("lifted_at is null");
            block.HasOne(b => b.Actor).WithMany(a => a.Blocks).HasForeignKey(b => b.ActorId);
            block.HasOne(b => b.By).WithMany().HasForeignKey(b => b.ById);
        });
        model.Entity<LogEntry>(entry =>
        {
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.HasOne(e => e.By).WithMany().HasForeignKey(e => e.ById);
            entry.HasOne(e => e.Target).WithMany().HasForeignKey(e => e.TargetId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void MapMachinery(ModelBuilder model)
    {
        model.Entity<Job>(job =>
        {
            job.HasIndex(j => new { j.Lane, j.Id }).HasFilter("failed_at is null");
            job.HasIndex(j => j.FailedAt).HasFilter("failed_at is not null");
            job.HasIndex(j => j.Kind).IsUnique().HasFilter("recurs_every is not null");
        });
        model.Entity<Actor>().HasIndex(a => a.InboxHost).HasFilter("inbox_host is not null"); // What a host has missed is asked by its name.
        model.Entity<Lane>(lane =>
        {
            lane.HasKey(l => l.Name);
            lane.Property(l => l.IsFetch).HasDefaultValue(false);
            lane.HasIndex(l => l.LeasedBy).HasFilter("leased_by is not null");
            lane.HasIndex(l => l.FailingSince).HasFilter("failing_since is not null");
            lane.HasIndex(l => new { l.IsDelivery, l.IsFetch, l.IsDoubtful, l.ReadyAt }).HasFilter("ready_at is not null and leased_by is null");
        });
        model.Entity<FetchedHost>().HasKey(h => h.Host);
        model.Entity<FetchedHost>().HasIndex(h => h.AnsweredAt);
        model.Entity<Node>(node =>
        {
            node.HasKey(n => n.Number);
            node.Property(n => n.Number).ValueGeneratedNever();
        });
        model.Entity<ProtectionKey>().HasIndex(k => k.Name).IsUnique();
    }
}

using System.Linq.Expressions;
using Microblog.Notices;

namespace Microblog.Timelines;

/// <summary>Notices one viewer may read. Only <c>VisibleTo</c> makes these, and <c>ReportedIn</c> for moderators, and nothing else can be shown.</summary>
public sealed class ReadableNotices
{
    private readonly IQueryable<Placed> notices;
    private readonly Reader reader;

    internal ReadableNotices(IQueryable<Placed> notices, Reader reader) => (this.notices, this.reader) = (notices, reader);

    /// <summary>One page. Newest first, except that a page asked for by <see cref="Page.MinId"/> comes oldest first.</summary>
    public ReadableNotices On(Page page) => new(notices.On(page, n => n.Id), reader);

    /// <summary>Oldest first: the order of a conversation.</summary>
    public ReadableNotices InOrder(int most) => new(notices.OrderBy(n => n.Id).Take(most), reader);

    /// <summary>Reads straight into what will be shown: only the columns it names are fetched.</summary>
    public IQueryable<TShown> As<TShown>(Expression<Func<Notice, TShown>> shape) => notices.Select(p => p.Notice).Select(shape);

    /// <inheritdoc cref="As{TShown}(Expression{Func{Notice, TShown}})"/>
    /// <param name="shapeFor">A shape that depends on the reader.</param>
    public IQueryable<TShown> As<TShown>(Func<Reader, Expression<Func<Notice, TShown>>> shapeFor) => As(shapeFor(reader));

    /// <summary>The same, with what puts each in its place, for lists whose places are not the notices' own ids.</summary>
    public IQueryable<InItsPlace<TShown>> WithPlaces<TShown>(Func<Reader, Expression<Func<Notice, TShown>>> shapeFor)
    {
        var place = Expression.Parameter(typeof(Placed), "p");
        var shown = shapeFor(reader).At(Expression.Property(place, nameof(Placed.Notice)));
        var made = Expression.MemberInit(
            Expression.New(typeof(InItsPlace<TShown>)),
            Expression.Bind(typeof(InItsPlace<TShown>).GetProperty(nameof(InItsPlace<>.Place))!, Expression.Property(place, nameof(Placed.Id))),
            Expression.Bind(typeof(InItsPlace<TShown>).GetProperty(nameof(InItsPlace<>.Shown))!, shown));
        return notices.Select(Expression.Lambda<Func<Placed, InItsPlace<TShown>>>(made, place));
    }
}

/// <summary>What is shown, and by what a list is paged.</summary>
public sealed class InItsPlace<TShown>
{
    public long Place { get; init; }
    public TShown Shown { get; init; } = default!;
}

/// <summary>Who reads on another server.</summary>
/// <param name="Host">As actors have it; never that of this server, which is empty.</param>
/// <param name="ActorId">Who says that it is they who ask.</param>
/// <param name="SpeaksForAll">It is the server's own actor, or another program: it asks for those who were sent a notice.</param>
public sealed record PeerReader(string Host, long ActorId, bool SpeaksForAll);

/// <summary>Whom notices are read for.</summary>
/// <param name="ActorId">Null for a passer-by.</param>
/// <param name="Now">The moment at which blocks are looked at.</param>
public sealed record Reader(long? ActorId, DateTimeOffset Now);

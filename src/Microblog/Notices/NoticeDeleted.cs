using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices;

/// <summary>A local author's notice is gone; its row is too, so the fact carries what others must be told.</summary>
/// <param name="AddresseeIds">Actors that have it beside its author's followers: whom it named, answered or quoted, and others who may.</param>
public sealed record NoticeDeleted(long NoticeId, Uri NoticeUri, long AuthorId, Visibility Visibility, IReadOnlyList<long> AddresseeIds) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}

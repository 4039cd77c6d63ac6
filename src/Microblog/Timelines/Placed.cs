using Microblog.Notices;

namespace Microblog.Timelines;

/// <summary>A notice and the column that puts it in its place on a timeline.</summary>
/// <remarks>
/// The column is the notice's id wherever it comes from; but paging by the one in the list that is walked lets the database
/// stop after a page, where paging by the notice's own makes it read and sort the whole list.
/// </remarks>
public sealed class Placed
{
    public required long Id { get; init; }
    public required Notice Notice { get; init; }
}

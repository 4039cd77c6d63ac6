namespace Microblog.Notices;

/// <summary>Finds notices by their addresses, asking other servers where needed.</summary>
/// <remarks>An interface because the features that need it must not know the federation edge that can do it.</remarks>
public interface INoticeDirectory
{
    /// <summary>Finds what an address means. Who may read it is asked afterwards.</summary>
    /// <param name="address">The id of a notice or the address of its page.</param>
    /// <param name="asksElsewhere">Its server may be asked for what is not known here.</param>
    /// <returns>The notice's number; null when it is no such address, or nothing is to be had there.</returns>
    Task<long?> FindAsync(string address, bool asksElsewhere, CancellationToken ct);
}

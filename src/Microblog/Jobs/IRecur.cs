namespace Microblog.Jobs;

/// <summary>Work that comes round again and again, once per due time across all nodes.</summary>
public interface IRecur
{
    Task RunAsync(CancellationToken ct);
}

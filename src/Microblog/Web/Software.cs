namespace Microblog.Web;

/// <summary>What this program calls itself.</summary>
public static class Software
{
    public const string Name = "microblog";

    /// <summary>When this process was started.</summary>
    public static DateTimeOffset StartedAt { get; } = new(System.Diagnostics.Process.GetCurrentProcess().StartTime.ToUniversalTime(), TimeSpan.Zero);

    public static string Version { get; } = typeof(Software).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}

namespace Microblog.Jobs;

/// <summary>One piece of work to be done after the transaction that asked for it. A row, so it survives a restart; gone once done.</summary>
public sealed class Job
{
    public long Id { get; init; }

    /// <summary>Jobs of one lane run in order, one at a time; one lane's trouble never holds up another.</summary>
    public required string Lane { get; set; }

    /// <summary>The handler's name.</summary>
    public required string Kind { get; init; }

    /// <summary>The fact, as JSON. Of a delivery: the inbox alone.</summary>
    public required string Payload { get; init; }

    /// <summary>Of a delivery: the activity to send, whose JSON is stored once for all its deliveries.</summary>
    public long? ActivityId { get; init; }

    public required DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }
    public string? LastError { get; set; }

    /// <summary>When it failed for good; it is kept with its exception until an administrator retries or drops it.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>Of a recurring task: from the end of one run to the start of the next, in milliseconds.</summary>
    public long? RecursEvery { get; init; }
}

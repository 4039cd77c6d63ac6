using System.Runtime.CompilerServices;

namespace Microblog.Tests.Support;

/// <summary>Waiting for what happens by itself, without guessing how long that takes.</summary>
public static class Wait
{
    /// <summary>From one look to the next.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until it is so.</summary>
    /// <param name="patience">When to give up and fail; half a minute unless said otherwise, so that a slow machine is no failure.</param>
    public static async Task UntilAsync(
        Func<Task<bool>> condition, TimeSpan? patience = null, [CallerArgumentExpression(nameof(condition))] string claim = "")
    {
        using var giveUp = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            Assert.False(giveUp.IsCancellationRequested, $"never became true: {claim}");
            await Task.Delay(Pace, TestContext.Current.CancellationToken);
        }
    }
}

namespace Microblog.Data;

/// <summary>This process's number among those sharing the database, 0 to 63. Set once at start by <see cref="NodeRegistry"/>.</summary>
public sealed class NodeNumber
{
    private int value = -1;

    public int Value => value >= 0 ? value : throw new InvalidOperationException("this process has no node number yet");

    public string Process { get; } = Guid.NewGuid().ToString("N");

    internal void Set(int number) => value = number;
}

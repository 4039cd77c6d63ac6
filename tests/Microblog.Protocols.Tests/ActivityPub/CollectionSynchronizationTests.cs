using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class CollectionSynchronizationTests
{
    [Fact]
    public void The_digest_is_that_of_the_proposals_own_example_whatever_the_order()
    {
        Uri[] followers = [new("https://testing.example.org/users/1"), new("https://testing.example.org/users/2")];

        Assert.Equal("c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f", CollectionSynchronization.DigestOf(followers));
        Assert.Equal(CollectionSynchronization.DigestOf(followers), CollectionSynchronization.DigestOf(followers.Reverse()));
        Assert.Equal(new string('0', 64), CollectionSynchronization.DigestOf([]));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var told = new CollectionSynchronization(
            new("https://a.example/users/1/followers"), new("https://a.example/users/1/followers_synchronization"), new string('a', 64));

        Assert.True(CollectionSynchronization.TryParse(told.ToString(), out var read));
        Assert.Equal(told, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("collectionId=\"https://a.example/f\"")]
    [InlineData("collectionId=\"https://a.example/f\", url=\"file:///etc\", digest=\"aa\"")]
    [InlineData("collectionId=\"https://a.example/f\", collectionId=\"https://b.example/f\"")]
    [InlineData("collectionId=\"https://a.example/f")]
    [InlineData("=\"x\"")]
    [InlineData("nonsense, nonsense")]
    public void What_is_not_understood_was_not_said(string? header) =>
        Assert.False(CollectionSynchronization.TryParse(header, out _));
}

using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.ActivityPub;

public sealed class AddressingTests
{
    private static readonly Uri Followers = A.Under(A.Alice, "/followers");

    [Theory]
    [InlineData(Audience.Public)]
    [InlineData(Audience.Unlisted)]
    [InlineData(Audience.Followers)]
    [InlineData(Audience.Direct)]
    public void What_is_addressed_is_what_is_read(Audience audience)
    {
        var (to, cc) = Addressing.For(audience, Followers, [A.Bob]);

        Assert.Equal(audience, Addressing.AudienceOf(to, cc, Followers));
        Assert.Contains(A.Bob, to.Concat(cc));
    }

    [Fact]
    public void A_direct_note_is_addressed_to_nobody_else() =>
        Assert.Equal([A.Bob], Addressing.For(Audience.Direct, Followers, [A.Bob]).To);

    [Fact]
    public void Somebody_elses_followers_make_a_note_no_less_direct() =>
        Assert.Equal(Audience.Direct, Addressing.AudienceOf([A.Under(A.Bob, "/followers")], [], Followers));

    [Fact]
    public void A_fragment_that_is_not_Public_is_not_the_public() =>
        Assert.Equal(
            Audience.Direct,
            Addressing.AudienceOf([new Uri("https://www.w3.org/ns/activitystreams#Private")], [], followers: null));
}

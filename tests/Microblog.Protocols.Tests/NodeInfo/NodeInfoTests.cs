using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.NodeInfo;
using Microblog.Protocols.Tests.Support;

namespace Microblog.Protocols.Tests.NodeInfo;

public sealed class NodeInfoTests
{
    private static readonly NodeInfoDocument Ours = new("microblog", "0.1.0")
    {
        Repository = new Uri("https://code.example/microblog"),
        Users = 12,
        LocalPosts = 345,
        NodeName = "Wiki talk",
    };

    [Fact]
    public void Version_2_1_has_all_that_its_schema_requires()
    {
        var json = JsonNode.Parse(Ours.Write21())!.AsObject();

        Assert.Equal(
            ["version", "software", "protocols", "services", "openRegistrations", "usage", "metadata"],
            json.Select(p => p.Key));
        Assert.Equal("2.1", (string?)json["version"]);
        Assert.Equal("https://code.example/microblog", (string?)json["software"]!["repository"]);
        Assert.Equal(12, (int?)json["usage"]!["users"]!["total"]);
    }

    [Fact]
    public void Version_2_0_has_no_place_for_the_repository() =>
        Assert.Null(JsonNode.Parse(Ours.Write20())!["software"]!["repository"]);

    [Fact]
    public void Client_programs_find_whose_api_it_speaks()
    {
        Assert.Equal("mastodon", (string?)JsonNode.Parse((Ours with { ClientApi = "mastodon" }).Write20())!["metadata"]!["upstream"]!["name"]);
        Assert.Null(JsonNode.Parse(Ours.Write20())!["metadata"]!["upstream"]);
    }

    [Fact]
    public void The_newest_version_is_found()
    {
        var json = NodeInfoDiscovery.Write(new Uri("https://w.example/nodeinfo/2.0"), new Uri("https://w.example/nodeinfo/2.1"));

        Assert.Equal("https://w.example/nodeinfo/2.1", NodeInfoDiscovery.Parse(json)?.AbsoluteUri);
    }

    [Fact]
    public void The_software_is_read_or_unknown()
    {
        Assert.Equal(new NodeInfoSoftware("microblog", "0.1.0"), NodeInfoSoftware.Parse(Ours.Write20()));
        Assert.Equal(new NodeInfoSoftware("fedbench", "1"), NodeInfoSoftware.Parse(Fixture.Read("fedbench-1/nodeinfo")));
        Assert.Equal(new NodeInfoSoftware("x", ""), NodeInfoSoftware.Parse("""{"software":{"name":"x","version":1}}"""u8.ToArray()));
        Assert.Null(NodeInfoSoftware.Parse("""{"software":"x"}"""u8.ToArray()));
        Assert.Throws<MalformedActivityException>(() => NodeInfoSoftware.Parse("<html>"u8.ToArray()));
    }
}

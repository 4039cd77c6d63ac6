using Microblog.Moderation.Domains;

namespace Microblog.Tests.Moderation.Domains;

public sealed class DomainCsvTests
{
    private const string Mastodons =
        """"
        #domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate
        bad.example,suspend,TRUE,true,"Spam, ""harassment""",false
        loud.example,silence,false,false,,true
        pictures.example,noop,true,false,No consent,false

        """";

    [Fact]
    public void Mastodons_list_is_read_in_full()
    {
        var list = DomainCsv.Read(Mastodons, PolicyLevel.Block);

        Assert.Empty(list.Bad);
        Assert.Equal(
            [
                new DomainDecision("bad.example", PolicyLevel.Block, true, true, "Spam, \"harassment\""),
                new DomainDecision("loud.example", PolicyLevel.Silence, IsObfuscated: true),
                new DomainDecision("pictures.example", PolicyLevel.None, true, PublicComment: "No consent"),
            ],
            list.Good.Select(l => l.Decision));
    }

    [Fact]
    public void What_is_written_reads_the_same()
    {
        var decisions = DomainCsv.Read(Mastodons, PolicyLevel.Block).Good.Select(l => l.Decision).ToList();
        decisions.Add(new DomainDecision("many.example", PolicyLevel.Allow, PublicComment: "two\nlines"));
        decisions.Add(new DomainDecision("hash.example", PolicyLevel.Block, PublicComment: "#spam"));

        var written = DomainCsv.Write(decisions.Select(Stored));

        Assert.Equal(decisions, DomainCsv.Read(written, PolicyLevel.Silence).Good.Select(l => l.Decision));
    }

    [Fact]
    public void A_plain_list_of_names_means_what_was_chosen()
    {
        var list = DomainCsv.Read("\uFEFF#domain\r\none.example\r\n\r\ntwo.example\r\n", PolicyLevel.Allow);

        Assert.Empty(list.Bad);
        Assert.Equal(
            [new DomainDecision("one.example", PolicyLevel.Allow), new DomainDecision("two.example", PolicyLevel.Allow)],
            list.Good.Select(l => l.Decision));
    }

    [Fact]
    public void Bad_lines_are_named_with_their_numbers_and_the_others_count()
    {
        var list = DomainCsv.Read(
            """
            #domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate
            good.example,suspend,false,false,,false
            exa***.example,suspend,false,false,,false
            other.example,destroy,false,false,,false
            third.example,suspend,maybe,false,,false
            GOOD.example,silence,false,false,,false
            open.example,suspend,false,false,"never closed,false
            more.example,suspend,false,false,,false,extra
            not a name,suspend
            last.example,silence,false,false,,false
            """,
            PolicyLevel.Block);

        Assert.Equal(["good.example", "last.example"], list.Good.Select(l => l.Decision.Domain));
        Assert.Equal([2, 10], list.Good.Select(l => l.Number));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], list.Bad.Select(l => l.Number));
        Assert.Contains("never closed", list.Bad[4].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_lines_are_read_than_the_limit()
    {
        var list = DomainCsv.Read(string.Join('\n', Enumerable.Range(0, DomainCsv.MaxLines + 5).Select(n => $"h{n}.example")), PolicyLevel.Block);

        Assert.Equal(DomainCsv.MaxLines, list.Good.Count);
        Assert.Equal(DomainCsv.MaxLines + 1, Assert.Single(list.Bad).Number);
    }

    private static DomainPolicy Stored(DomainDecision decision) => new()
    {
        Id = 1,
        Host = decision.Domain,
        Level = decision.Level,
        RejectsMedia = decision.RejectsMedia,
        RejectsReports = decision.RejectsReports,
        PublicComment = decision.PublicComment,
        PrivateComment = "",
        IsObfuscated = decision.IsObfuscated,
        ChangedAt = DateTimeOffset.UnixEpoch,
    };
}

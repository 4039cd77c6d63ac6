using FsCheck;
using FsCheck.Fluent;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

public sealed class SignatureHeaderTests
{
    private const string Good = "keyId=\"https://a.example/u#k\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date\",signature=\"AAAA\"";

    [Fact]
    public void A_header_is_taken_apart()
    {
        var header = SignatureHeader.Parse(
            "keyId=\"https://a.example/u#k\", algorithm=\"hs2019\", created=1402170695, expires=1402170995, headers=\"(created) host\", signature=\"AQID\"");

        Assert.Equal("https://a.example/u#k", header.KeyId.AbsoluteUri);
        Assert.Equal(["(created)", "host"], header.Headers);
        Assert.Equal([1, 2, 3], header.Signature.ToArray());
        Assert.Equal(("hs2019", 1402170695L, 1402170995L), (header.Algorithm, header.Created, header.Expires));
    }

    [Fact]
    public void The_algorithm_may_be_left_out() =>
        Assert.Null(SignatureHeader.Parse(Good.Replace("algorithm=\"rsa-sha256\",", "", StringComparison.Ordinal)).Algorithm);

    [Theory]
    [InlineData("")]
    [InlineData("Signature " + Good)]
    [InlineData(Good + ",")]
    [InlineData("," + Good)]
    [InlineData(Good + " trailing")]
    [InlineData(Good + ",keyId=\"https://b.example/u#k\"")]
    [InlineData(Good + ",headers=\"date\"")]
    [InlineData(Good + ",signature=\"AAAA\"")]
    [InlineData(Good + ",algorithm=\"rsa-sha256\"")]
    [InlineData(Good + ",opaque=\"x\"")]
    [InlineData(Good + ",created=\"1\"")]
    [InlineData(Good + ",created=-1")]
    [InlineData(Good + ",created=")]
    [InlineData(Good + ",created=99999999999999999999")]
    [InlineData(Good + ",KeyId=\"https://b.example/u#k\"")]
    [InlineData("keyId=\"x\",signature=\"AAAA\",headers=\"date\"")]
    [InlineData("keyId=https://a.example/u,signature=\"AAAA\",headers=\"date\"")]
    [InlineData("signature=\"AAAA\",headers=\"date\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"date\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"date\",signature=\"\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"date\",signature=\"AA AA\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"date\",signature=\"AB==\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"date\",signature=\"-_-_\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"\",signature=\"AAAA\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"date  host\",signature=\"AAAA\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"date date\",signature=\"AAAA\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"Date\",signature=\"AAAA\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"(other)\",signature=\"AAAA\"")]
    [InlineData("keyId=\"https://a.example/u\",headers=\"date\\\"\",signature=\"AAAA\"")]
    [InlineData("keyId=\"https://a.example/u\",algorithm=\"rsa-sha1\",headers=\"date\",signature=\"AAAA\"")]
    [InlineData("keyId=\"https://a.example/u\",algorithm=\"hmac-sha256\",headers=\"date\",signature=\"AAAA\"")]
    [InlineData("keyId=\"https://a.example/u\",algorithm=\"none\",headers=\"date\",signature=\"AAAA\"")]
    [InlineData("sig1=:AAAA:")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(SignatureHeader.TryParse(text, out _, out var why));
        Assert.NotEmpty(why);
        Assert.Throws<FormatException>(() => SignatureHeader.Parse(text));
    }

    [Fact]
    public void More_than_8_kB_are_refused() =>
        Assert.False(SignatureHeader.TryParse(Good + new string(' ', 8192), out _, out _));

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll(
            Gen.Elements("keyId", "=", "\"", ",", "signature", "headers", "created", "1", " ", "AAAA", "https://a.example/", "\\", "é", "\0")
                .ListOf().Select(string.Concat).ToArbitrary(),
            text => SignatureHeader.TryParse(text, out _, out _) == (SignatureHeaderOrNull(text) is not null)).QuickCheckThrowOnFailure();

    private static SignatureHeader? SignatureHeaderOrNull(string text) =>
        SignatureHeader.TryParse(text, out var header, out _) ? header : null;
}

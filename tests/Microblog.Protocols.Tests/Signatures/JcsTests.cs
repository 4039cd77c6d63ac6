using System.Globalization;
using System.Text;
using System.Text.Json;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

public sealed class JcsTests
{
    /// <summary>RFC 8785, appendix B.</summary>
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Numbers_are_as_published(string bits, string text)
    {
        var value = BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        Assert.Equal(text, Canonical(value.ToString("E20", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("1E0", "1")]
    [InlineData("-0", "0")]
    [InlineData("-0.0e5", "0")]
    [InlineData("10.0", "10")]
    [InlineData("-5", "-5")]
    [InlineData("0.1", "0.1")]
    [InlineData("100e-3", "0.1")]
    [InlineData("-71.184902", "-71.184902")]
    [InlineData("123456789012345678901234567890", "1.2345678901234568e+29")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("1e-400", "0")]
    public void A_number_is_written_in_one_way(string json, string text) => Assert.Equal(text, Canonical(json));

    /// <summary>RFC 8785, §3.2.2 and §3.2.4.</summary>
    [Fact]
    public void The_published_example_comes_out()
    {
        const string Json = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            Canonical(Json));
    }

    /// <summary>RFC 8785, §3.2.3: UTF-16 puts the emoji before the Hebrew letter, UTF-8 would not.</summary>
    [Fact]
    public void Properties_are_sorted_by_UTF_16()
    {
        const string Json = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;

        using var canonical = JsonDocument.Parse(Canonical(Json));

        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            canonical.RootElement.EnumerateObject().Select(p => p.Value.GetString()));
    }

    [Fact]
    public void Texts_have_only_the_escapes_they_need() =>
        Assert.Equal(
            "\"\\b\\t\\n\\f\\r\\u001b\\u0000\\\"\\\\/<>&'\u007f\u2028é😀\"",
            Canonical("\"\\b\\t\\n\\f\\r\\u001B\\u0000\\\"\\\\\\/\\u003c>&\\u0027\u007f\\u2028\u00e9\\ud83d\\ude00\""));

    [Theory]
    [InlineData("[ ]", "[]")]
    [InlineData("{ }", "{}")]
    [InlineData(" null ", "null")]
    [InlineData("[[],{},\"\"]", "[[],{},\"\"]")]
    [InlineData("{\"b\":{\"d\":1,\"c\":2},\"a\":[{\"z\":1,\"y\":2}]}", "{\"a\":[{\"y\":2,\"z\":1}],\"b\":{\"c\":2,\"d\":1}}")]
    public void White_space_goes_and_order_stays_only_in_lists(string json, string text) =>
        Assert.Equal(text, Canonical(json));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    [InlineData("[-1e400]")]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("{\"a\":{\"b\":1,\"b\":1}}")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("{\"\\ude00\":1}")]
    public void What_has_no_canonical_form_is_refused(string json) =>
        Assert.Throws<FormatException>(() => Canonical(json));

    [Fact]
    public void Depth_and_length_are_bounded()
    {
        Assert.Equal(64, Canonical(new string('[', 32) + new string(']', 32)).Length);
        Assert.Throws<FormatException>(() => Canonical(new string('[', 33) + new string(']', 33)));
        Assert.Throws<FormatException>(() => Canonical('"' + new string('x', 1024 * 1024) + '"'));
        Assert.Throws<FormatException>(() => Jcs.Canonicalize(new byte[] { (byte)'"', 0xC0, 0x80, (byte)'"' }));
    }

    [Fact]
    public void An_element_that_was_read_less_strictly_is_refused_also()
    {
        using var twice = JsonDocument.Parse("{\"a\":1,\"a\":1}");
        using var deep = JsonDocument.Parse(new string('[', 40) + new string(']', 40));

        Assert.Throws<FormatException>(() => Jcs.Canonicalize(twice.RootElement));
        Assert.Throws<FormatException>(() => Jcs.Canonicalize(deep.RootElement));
        Assert.Throws<FormatException>(() => Jcs.Canonicalize(default(JsonElement)));
    }

    [Fact]
    public void The_canonical_form_of_the_canonical_form_is_itself()
    {
        var random = new Random(20250930);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value))
                continue;
            var text = Canonical(value.ToString("R", CultureInfo.InvariantCulture));
            Assert.Equal(text, Canonical(text));
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
        }
    }

    private static string Canonical(string json) =>
        Encoding.UTF8.GetString(Jcs.Canonicalize(Encoding.UTF8.GetBytes(json)));
}

using System.Buffers.Text;
using System.Globalization;

namespace Microblog.Protocols.Signatures;

/// <summary>Numbers as ECMAScript writes them: the fewest digits that mean the same double.</summary>
/// <remarks>Source: RFC 8785, §3.2.2.3; ECMA-262, Number::toString.</remarks>
internal static class EcmaScriptNumber
{
    /// <summary>In bytes.</summary>
    public const int MaxLength = 32;

    // Beyond these the exponent is written.
    private const int MostWholeDigits = 21;
    private const int MostLeadingZeros = 6;

    /// <summary>Writes a finite number as ASCII.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Write(double value, Span<byte> into)
    {
        if (value == 0)
        {
            into[0] = (byte)'0';
            return 1;
        }
        var length = 0;
        if (value < 0)
            into[length++] = (byte)'-';

        // .NET's shortest text has the right digits; only where the point and the exponent stand is another matter.
        Span<byte> digits = stackalloc byte[MaxLength];
        var point = TakeDigits(Math.Abs(value), ref digits);
        return length + (point is > -MostLeadingZeros and <= MostWholeDigits
            ? WritePlain(digits, point, into[length..])
            : WriteScientific(digits, point, into[length..]));
    }

    /// <summary>The significant digits.</summary>
    /// <returns>Where the point stands, counted from before the first of them.</returns>
    private static int TakeDigits(double value, ref Span<byte> digits)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        text = text[..length];
        var exponent = 0;
        var e = text.IndexOf((byte)'E');
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }
        var dot = text.IndexOf((byte)'.');
        var point = (dot < 0 ? text.Length : dot) + exponent;
        var count = 0;
        foreach (var c in text)
        {
            if (c != (byte)'.')
                digits[count++] = c;
        }
        var leading = digits[..count].IndexOfAnyExcept((byte)'0');
        digits = digits[leading..count].TrimEnd((byte)'0');
        return point - leading;
    }

    private static int WritePlain(ReadOnlySpan<byte> digits, int point, Span<byte> into)
    {
        if (point <= 0)
        {
            "0."u8.CopyTo(into);
            into.Slice(2, -point).Fill((byte)'0');
            digits.CopyTo(into[(2 - point)..]);
            return 2 - point + digits.Length;
        }
        if (point >= digits.Length)
        {
            digits.CopyTo(into);
            into[digits.Length..point].Fill((byte)'0');
            return point;
        }
        digits[..point].CopyTo(into);
        into[point] = (byte)'.';
        digits[point..].CopyTo(into[(point + 1)..]);
        return digits.Length + 1;
    }

    private static int WriteScientific(ReadOnlySpan<byte> digits, int point, Span<byte> into)
    {
        var length = 0;
        into[length++] = digits[0];
        if (digits.Length > 1)
        {
            into[length++] = (byte)'.';
            digits[1..].CopyTo(into[length..]);
            length += digits.Length - 1;
        }
        into[length++] = (byte)'e';
        into[length++] = point > 0 ? (byte)'+' : (byte)'-';
        Utf8Formatter.TryFormat(Math.Abs(point - 1), into[length..], out var written);
        return length + written;
    }
}

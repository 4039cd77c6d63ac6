using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Microblog.Protocols.Signatures;

/// <summary>Numbers of base 58 in Bitcoin's alphabet; each leading zero byte is a leading 1.</summary>
/// <remarks>Source: draft-msporny-base58-03; Controlled Identifiers 1.0, §3.2.1.</remarks>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private static readonly sbyte[] Values = MakeValues();

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOfAnyExcept((byte)0);
        var zeros = first < 0 ? bytes.Length : first;
        var digits = new byte[(bytes.Length * 138 / 100) + 1];
        var used = 0;
        foreach (var value in bytes[zeros..])
        {
            int carry = value;
            for (var i = 0; i < used || carry > 0; i++)
            {
                carry += digits[i] << 8;
                digits[i] = (byte)(carry % 58);
                carry /= 58;
                used = Math.Max(used, i + 1);
            }
        }
        return string.Create(zeros + used, (zeros, used, digits), static (text, state) =>
        {
            text[..state.zeros].Fill(Alphabet[0]);
            for (var i = 0; i < state.used; i++)
                text[state.zeros + i] = Alphabet[state.digits[state.used - 1 - i]];
        });
    }

    /// <summary>Reads digits; each number of bytes has one spelling only.</summary>
    /// <param name="longest">Most digits; the work grows with their square.</param>
    public static bool TryDecode(ReadOnlySpan<char> text, int longest, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length > longest)
            return false;
        var limbs = new uint[(text.Length / 5) + 1];
        var used = 0;
        foreach (var digit in text)
        {
            if (digit >= Values.Length || Values[digit] < 0)
                return false;
            var carry = (ulong)Values[digit];
            for (var i = 0; i < used; i++)
            {
                carry += limbs[i] * 58UL;
                limbs[i] = (uint)carry;
                carry >>= 32;
            }
            if (carry > 0)
                limbs[used++] = (uint)carry;
        }
        var ones = text.IndexOfAnyExcept(Alphabet[0]);
        bytes = ToBytes(limbs.AsSpan(0, used), ones < 0 ? text.Length : ones);
        return true;
    }

    private static byte[] ToBytes(ReadOnlySpan<uint> limbs, int zeros)
    {
        var length = limbs.IsEmpty ? 0 : (limbs.Length * 4) - (BitOperations.LeadingZeroCount(limbs[^1]) / 8);
        var bytes = new byte[zeros + length];
        for (var i = 0; i < length; i++)
            bytes[^(i + 1)] = (byte)(limbs[i / 4] >> (8 * (i % 4)));
        return bytes;
    }

    private static sbyte[] MakeValues()
    {
        var values = new sbyte[128];
        Array.Fill(values, (sbyte)-1);
        for (var i = 0; i < Alphabet.Length; i++)
            values[Alphabet[i]] = (sbyte)i;
        return values;
    }
}

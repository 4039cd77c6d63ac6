using System.Text;

namespace Microblog.Notices.Text;

/// <summary>
/// Goes through a text once, from left to right. What has been looked at and found to be nothing is never looked at again,
/// so that no input takes more than linear time.
/// </summary>
internal sealed class TextScanner(string text)
{
    private readonly List<TextSegment> segments = [];
    private int plainFrom;
    private int at;

    public IReadOnlyList<TextSegment> Scan()
    {
        while (at < text.Length)
        {
            var start = at;
            TextSegment? found = text[at] switch
            {
                '@' when MayStart() => MentionScanner.Read(text, ref at),
                '#' or '＃' when MayStart() => ReadHashtag(),
                'h' or 'H' when MayStart() => LinkScanner.Read(text, ref at),
                _ => null,
            };
            if (found is not null)
                Add(found, start);
            else if (at == start)
                at++;
        }

        EndPlain(text.Length);
        return segments;
    }

    /// <summary>A name, tag or address begins a word: <c>mail@host</c>, <c>/#x</c> and <c>&amp;#39;</c> hold none.</summary>
    private bool MayStart() =>
        at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || char.IsLowSurrogate(text[at - 1]) && IsLetterBefore()
            || text[at - 1] is '_' or '@' or '#' or '＃' or '/' or '&' or '=');

    private bool IsLetterBefore() =>
        Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var before, out _) == System.Buffers.OperationStatus.Done
        && Rune.IsLetterOrDigit(before);

    private HashtagSegment? ReadHashtag()
    {
        var start = at++;
        var end = at;
        var hasLetter = false;
        while (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == System.Buffers.OperationStatus.Done
            && (Hashtag.IsPart(rune) || (Hashtag.IsJoiner(rune) && at > start + 1)))
        {
            at += length;
            if (Hashtag.IsPart(rune))
                end = at;
            hasLetter |= Hashtag.IsLetter(rune);
        }

        at = end;
        var name = text[(start + 1)..end];
        return hasLetter && name.Length <= Hashtag.MaxLength
            ? new HashtagSegment(text[start..end], name, Hashtag.KeyOf(name))
            : null;
    }

    private void Add(TextSegment found, int start)
    {
        EndPlain(start);
        segments.Add(found);
        plainFrom = at;
    }

    private void EndPlain(int end)
    {
        if (end > plainFrom)
            segments.Add(new PlainSegment(text[plainFrom..end]));
    }
}

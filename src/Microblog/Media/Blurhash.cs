namespace Microblog.Media;

/// <summary>Writes the few colours that are shown until a picture is there.</summary>
/// <remarks>Source: blurha.sh, the algorithm: a cosine transform in linear light, of which the lowest terms are kept in base 83.</remarks>
public static class Blurhash
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private const int Across = 4;
    private const int Down = 3;

    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(v => ToLinear(v / 255.0))];

    /// <summary>The hash, of four by three terms.</summary>
    /// <param name="rgb">Three bytes a pixel, rows from the top.</param>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> does not have that size.</exception>
    public static string Of(ReadOnlySpan<byte> rgb, int width, int height)
    {
        if (rgb.Length != width * height * 3)
            throw new ArgumentException("There are more or fewer pixels than that.", nameof(rgb));
        var terms = new (double R, double G, double B)[Across * Down];
        for (var y = 0; y < Down; y++)
        {
            for (var x = 0; x < Across; x++)
                terms[(y * Across) + x] = Term(rgb, width, height, x, y);
        }

        var largest = terms.Skip(1).Max(t => Math.Max(Math.Abs(t.R), Math.Max(Math.Abs(t.G), Math.Abs(t.B))));
        var step = (int)Math.Clamp(Math.Floor((largest * 166) - 0.5), 0, 82);
        var scale = (step + 1) / 166.0;
        var (r, g, b) = terms[0];
        return Base83((Across - 1) + ((Down - 1) * 9), 1)
            + Base83(step, 1)
            + Base83((ToByte(r) << 16) + (ToByte(g) << 8) + ToByte(b), 4)
            + string.Concat(terms.Skip(1).Select(t => Base83((Level(t.R / scale) * 361) + (Level(t.G / scale) * 19) + Level(t.B / scale), 2)));
    }

    private static (double R, double G, double B) Term(ReadOnlySpan<byte> rgb, int width, int height, int across, int down)
    {
        var (r, g, b) = (0.0, 0.0, 0.0);
        for (var y = 0; y < height; y++)
        {
            var vertical = Math.Cos(Math.PI * down * y / height);
            for (var x = 0; x < width; x++)
            {
                var weight = vertical * Math.Cos(Math.PI * across * x / width);
                var at = ((y * width) + x) * 3;
                r += weight * Linear[rgb[at]];
                g += weight * Linear[rgb[at + 1]];
                b += weight * Linear[rgb[at + 2]];
            }
        }

        var scale = (across == 0 && down == 0 ? 1.0 : 2.0) / (width * height);
        return (r * scale, g * scale, b * scale);
    }

    // From 0 to 18, finer near the middle.
    private static int Level(double value) =>
        (int)Math.Clamp(Math.Floor((Math.Sign(value) * Math.Sqrt(Math.Abs(value)) * 9) + 9.5), 0, 18);

    private static double ToLinear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static int ToByte(double linear)
    {
        var value = Math.Clamp(linear, 0, 1);
        return (int)(((value <= 0.0031308 ? value * 12.92 : (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055) * 255) + 0.5);
    }

    private static string Base83(int value, int length) => string.Create(length, value, (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--, rest /= 83)
            text[i] = Digits[rest % 83];
    });
}

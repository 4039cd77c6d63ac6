using System.Text;

namespace Microblog.Protocols.Tests.Support;

/// <summary>Documents in the shape in which other servers send them.</summary>
internal static class Fixture
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Folder, path + ".json"));

    public static IEnumerable<byte[]> All() =>
        Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    public static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);
}

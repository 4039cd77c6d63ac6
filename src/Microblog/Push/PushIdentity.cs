using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Push;

/// <summary>Who this server is to push services: one key, made when it is first needed and the same on every node.</summary>
/// <remarks>Source: RFC 8292.</remarks>
public sealed class PushIdentity(IServiceScopeFactory scopes, MicroblogSettings settings, LocalUris uris, TimeProvider clock)
{
    /// <summary>A signed statement counts for a day at most; half of it leaves room for clocks.</summary>
    private static readonly TimeSpan CountsFor = TimeSpan.FromHours(12);

    private byte[]? known;

    /// <summary>The public key: an uncompressed point in base64url.</summary>
    public async Task<string> PublicKeyAsync(CancellationToken ct)
    {
        using var key = await KeyAsync(ct);
        return Base64Url.EncodeToString(PushEncryption.Point(key.ExportParameters(includePrivateParameters: false).Q));
    }

    /// <summary>Says to a push service who sends it something.</summary>
    /// <returns>A JSON Web Token, signed with ES256.</returns>
    public async Task<string> TokenForAsync(Uri endpoint, CancellationToken ct)
    {
        using var key = await KeyAsync(ct);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (clock.GetUtcNow() + CountsFor).ToUnixTimeSeconds(),
            ["sub"] = settings.Instance.Contact is { Length: > 0 } contact ? $"mailto:{contact}" : uris.Base.AbsoluteUri,
        };
        var said = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8) + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        return said + "." + Base64Url.EncodeToString(key.SignData(System.Text.Encoding.ASCII.GetBytes(said), HashAlgorithmName.SHA256));
    }

    private async Task<ECDsa> KeyAsync(CancellationToken ct)
    {
        known ??= await StoredAsync(ct);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(known, out _);
        return key;
    }

    private async Task<byte[]> StoredAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        return Convert.FromBase64String(await db.AgainIfOvertakenAsync(async () =>
        {
            if (await db.PushKeys.Where(k => k.Id == PushKey.OnlyId).Select(k => k.Private).SingleOrDefaultAsync(ct) is { } stored)
                return stored;
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var pair = new PushKey { Id = PushKey.OnlyId, Private = Convert.ToBase64String(made.ExportPkcs8PrivateKey()) };
            db.PushKeys.Add(pair);
            await db.SaveChangesAsync(ct);
            return pair.Private;
        }));
    }
}

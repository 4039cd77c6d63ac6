using Microblog.Accounts;
using Microblog.DemoWiki;
using Microblog.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Microblog.SignIn;

public static class SignInRegistration
{
    /// <summary>Scheme of people on pages: the session cookie.</summary>
    public const string Session = "session";

    /// <summary>Scheme of programs at the client API: a bearer token.</summary>
    public const string Token = "token";

    // Cookies never count at the API, so that no foreign page can make a browser act there.
    private const string ByPath = "by path";

    public static IServiceCollection AddSignIn(this IServiceCollection services, MicroblogSettings settings)
    {
        services.AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, displayName: null, scheme => scheme.ForwardDefaultSelector =
                http => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? Token : Session)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(Session, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(Token, configureOptions: null);
        services.AddScopePolicies();
        services.AddFormProtection();
        services.AddRateLimiter(limits => limits.AddPolicy<string, SignInLimit>(SignInLimit.Name));
        if (settings.OffersDemoWiki)
            services.AddDemoWiki();
        return services
            .AddSingleton<SignInCookies>()
            .AddSingleton<SignInAttempts>()
            .AddSingleton<TokenCache>()
            .AddScoped<Sessions>()
            .AddScoped<Tokens>()
            .AddScoped<SignInWithWiki>()
            .AddScoped<SessionStart>()
            .AddScoped<FinishSignIn>();
    }

    private static void AddScopePolicies(this IServiceCollection services)
    {
        var policies = services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
        {
            policies.AddPolicy(scope, policy =>
            {
                policy
                    .AddAuthenticationSchemes(Token)
                    .RequireAuthenticatedUser()
                    .RequireClaim(Viewer.AccountClaim)
                    .RequireAssertion(context => context.User.MayBy(scope));
                if (Scopes.IsForStaff(scope))
                    policy.RequireRole(nameof(Role.Moderator), nameof(Role.Administrator));
            });
        }
    }

    private static void AddFormProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(Software.Name);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = new ProtectionKeys(provider.GetRequiredService<IServiceScopeFactory>());

                // Said outright, so that no start warns of it: whoever reads the database reads all that these keys protect.
                options.XmlEncryptor = new NullXmlEncryptor();
            }));
        services.AddAntiforgery();
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>().Configure<SignInCookies>((options, cookies) =>
        {
            options.Cookie.Name = cookies.Form;
            options.Cookie.SecurePolicy = cookies.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.Cookie.Path = "/";
        });
    }
}

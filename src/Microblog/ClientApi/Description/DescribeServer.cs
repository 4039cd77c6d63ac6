using Microblog.Actors;
using Microblog.SignIn;
using Microblog.Web;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Microblog.ClientApi.Description;

/// <summary>Says what the whole is, where it is, and how a program gets a token.</summary>
internal sealed class DescribeServer(LocalUris uris) : IOpenApiDocumentTransformer
{
    /// <summary>What the description calls a token.</summary>
    public const string Scheme = "token";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Microblog",
            Version = Software.Version,
            Description = "The client API, as Mastodon documents it. Ids are text and sort by time. What changes something is read as form or JSON.",
        };
        document.Servers = [new OpenApiServer { Url = uris.Base.GetLeftPart(UriPartial.Authority) }];
        document.AddComponent<IOpenApiSecurityScheme>(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Flows = new OpenApiOAuthFlows
            {
                AuthorizationCode = new OpenApiOAuthFlow
                {
                    AuthorizationUrl = new Uri(uris.Base, "oauth/authorize"),
                    TokenUrl = new Uri(uris.Base, "oauth/token"),
                    Scopes = Scopes.All.ToDictionary(s => s, _ => "", StringComparer.Ordinal),
                },
            },
        });
        return Task.CompletedTask;
    }
}

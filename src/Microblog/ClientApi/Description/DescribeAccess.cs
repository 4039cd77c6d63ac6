using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Microblog.ClientApi.Description;

/// <summary>Says of each operation who may use it, and what it answers who may not.</summary>
internal sealed class DescribeAccess : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var rules = metadata.OfType<IAuthorizeData>().ToList();
        var mayPassBy = rules.Count == 0 || metadata.OfType<IAllowAnonymous>().Any();
        var scopes = rules.ConvertAll(r => r.Policy).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        operation.Security = mayPassBy ? [[]] : [];
        if (rules.Count > 0)
            operation.Security.Add(new() { [new OpenApiSecuritySchemeReference(DescribeServer.Scheme, context.Document)] = scopes });

        operation.Responses ??= [];
        var error = new OpenApiResponse
        {
            Description = "Refused, and why",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(ErrorAnswer), cancellationToken: cancellationToken) },
            },
        };
        operation.Responses["4XX"] = error;
    }
}

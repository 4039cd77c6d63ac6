using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Microblog.ClientApi.Description;

/// <summary>What programs read to know how to speak to this server.</summary>
public static class DescriptionRegistration
{
    public static IServiceCollection AddDescription(this IServiceCollection services)
    {
        // The description's types are written as this serializer would write them, so it has to agree with that of the controllers.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        services.AddOpenApi(ApiDescription.Document, options =>
        {
            options.ShouldInclude = action => action.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer<DescribeServer>();
            options.AddOperationTransformer<DescribeAccess>();
        });
        services.AddSingleton<IApiDescriptionProvider, FormOrJson>();
        return services.AddSingleton<ApiDescription>();
    }
}

using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Microblog.ClientApi.Description;

/// <summary>What reads a form and what reads JSON are two actions here and one operation to who calls them: the fields are the same.</summary>
internal sealed class FormOrJson : IApiDescriptionProvider
{
    private static readonly string[] Forms = ["application/x-www-form-urlencoded", "multipart/form-data"];

    /// <summary>After all that ASP.NET has to say.</summary>
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
        var twins = context.Results.GroupBy(d => (d.HttpMethod, d.RelativePath)).Where(g => g.Count() > 1).Select(g => g.ToList()).ToList();
        foreach (var twin in twins)
        {
            var json = twin.Find(d => d.ParameterDescriptions.Any(p => p.Source.Id == "Body"))
                ?? throw new InvalidOperationException($"{twin[0].HttpMethod} {twin[0].RelativePath} is answered twice, by nothing that reads JSON");
            foreach (var form in twin.Where(d => d != json))
                context.Results.Remove(form);
            foreach (var type in Forms)
                json.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = type });
        }
    }
}

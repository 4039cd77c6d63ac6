using System.Text.Json;
using Microblog.About;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Net.Http.Headers;

namespace Microblog.Web;

/// <summary>Controllers, views and what every answer has in common.</summary>
public static class PagesRegistration
{
    /// <summary>Longest field of a form, in characters.</summary>
    private const int LongestField = 200_000;

    /// <summary>Most fields in a form.</summary>
    private const int MostFields = 64;

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddScoped<RefusalTexts>().AddScoped<SignedInPerson>().AddSingleton<Assets>().AddSingleton<ServerTexts>();
        services.AddControllersWithViews(mvc =>
            {
                mvc.Filters.Add<RefusalFilter>();
                mvc.Filters.Add<UnstorableText>();
                mvc.ModelBinderProviders.Insert(0, new YesOrNo());
                mvc.Conventions.Add(new FormsNeedTokens());
            })
            .AddJsonOptions(json =>
            {
                json.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
                json.JsonSerializerOptions.Converters.Add(new StorableTextConverter());
            });
        services.Configure<RazorViewEngineOptions>(razor => razor.ViewLocationExpanders.Add(new FeatureFolders()));
        services.Configure<FormOptions>(form => (form.ValueLengthLimit, form.ValueCountLimit) = (LongestField, MostFields));
        return services;
    }

    /// <summary>Headers, error pages and the files of <c>wwwroot</c>; before everything that answers; then routing.</summary>
    public static IApplicationBuilder UsePages(this IApplicationBuilder app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers[HeaderNames.CacheControl] = "public, max-age=3600",
        });
        app.UseMiddleware<HeadAsGet>();
        return app.UseRouting();
    }
}

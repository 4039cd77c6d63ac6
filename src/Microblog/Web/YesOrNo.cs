using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Microblog.Web;

/// <summary>Reads yes and no in forms and addresses as client programs write them: <c>true</c>, <c>1</c>, <c>on</c> and their like.</summary>
/// <remarks>COMPAT(Mastodon): Mastodon.py says <c>1</c> and <c>0</c>, the documentation <c>true</c> and <c>false</c>.</remarks>
internal sealed class YesOrNo : IModelBinder, IModelBinderProvider
{
    private static readonly string[] Yes = ["true", "1", "t", "on", "yes"];
    private static readonly string[] No = ["false", "0", "f", "off", "no"];

    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(bool) || context.Metadata.ModelType == typeof(bool?) ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
            return Task.CompletedTask;
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
        var word = given.FirstValue?.Trim();
        if (string.IsNullOrEmpty(word))
            bindingContext.Result = bindingContext.ModelMetadata.IsReferenceOrNullableType ? ModelBindingResult.Success(null) : default;
        else if (Yes.Contains(word, StringComparer.OrdinalIgnoreCase))
            bindingContext.Result = ModelBindingResult.Success(true);
        else if (No.Contains(word, StringComparer.OrdinalIgnoreCase))
            bindingContext.Result = ModelBindingResult.Success(false);
        else
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, "It is neither yes nor no.");
        return Task.CompletedTask;
    }
}

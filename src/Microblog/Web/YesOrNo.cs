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

    /// <summary>What a word says; null when it is neither yes nor no.</summary>
    public static bool? Read(string word)
    {
        if (Yes.Contains(word, StringComparer.OrdinalIgnoreCase))
            return true;
        return No.Contains(word, StringComparer.OrdinalIgnoreCase) ? false : null;
    }

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
            return Task.CompletedTask;
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
        var word = given.FirstValue?.Trim();
        if (string.IsNullOrEmpty(word))
            bindingContext.Result = bindingContext.ModelMetadata.IsReferenceOrNullableType ? ModelBindingResult.Success(null) : default;
        else if (Read(word) is { } answer)
            bindingContext.Result = ModelBindingResult.Success(answer);
        else
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, "It is neither yes nor no.");
        return Task.CompletedTask;
    }
}

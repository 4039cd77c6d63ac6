using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Microblog.Web;

/// <summary>Finds a view in the folder of its controller, which is the controller's namespace; shared ones lie in <c>Web</c>.</summary>
internal sealed class FeatureFolders : IViewLocationExpander
{
    private const string Folder = "folder";

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        var space = (context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo.Namespace ?? "";
        context.Values[Folder] = string.Join('/', space.Split('.').Skip(1));
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        [$"/{context.Values[Folder]}/{{0}}.cshtml", "/Web/{0}.cshtml"];
}

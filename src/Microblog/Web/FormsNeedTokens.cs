using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Microblog.Web;

/// <summary>Every form sent to a page must carry the page's token, so that no other site can send it for somebody.</summary>
/// <remarks>Controllers of programs prove who asks by a bearer token or a signature, never by the cookie that browsers add by themselves.</remarks>
internal sealed class FormsNeedTokens : IControllerModelConvention
{
    public void Apply(ControllerModel controller)
    {
        if (!controller.Attributes.Any(a => a is ApiControllerAttribute or IgnoreAntiforgeryTokenAttribute))
            controller.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
    }
}

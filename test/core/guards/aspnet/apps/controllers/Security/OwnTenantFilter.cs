using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Shop.Security;

public class OwnTenantFilter : IAsyncAuthorizationFilter
{
    public Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (!context.HttpContext.User.HasClaim(c => c.Type == "tenant"))
        {
            context.Result = new ForbidResult();
        }

        return Task.CompletedTask;
    }
}

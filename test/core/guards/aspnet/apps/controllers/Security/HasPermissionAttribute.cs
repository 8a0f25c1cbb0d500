using Microsoft.AspNetCore.Authorization;

namespace Shop.Security;

public sealed class HasPermissionAttribute : AuthorizeAttribute
{
    public HasPermissionAttribute(string permission) : base(policy: permission)
    {
    }
}

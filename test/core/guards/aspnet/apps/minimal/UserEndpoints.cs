public static class UserEndpoints
{
    public static RouteGroupBuilder MapUsers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/users");
        group.MapGet("/{name}", GetUser);
        group.MapPost("/", CreateUser).AddEndpointFilter<KeyFilter>();
        return group;
    }

    private static IResult GetUser(string name) => Results.Ok(name);

    private static IResult CreateUser() => Results.Ok();
}

public class KeyFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.Request.Headers["X-Key"] != "k")
        {
            return TypedResults.Unauthorized();
        }

        return await next(context);
    }
}

using System.Security.Claims;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication().AddJwtBearer();
builder.Services.AddAuthorizationBuilder()
    .AddPolicy("admin_greetings", policy => policy.RequireRole("admin").RequireClaim("scope", "greetings_api"))
    .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
builder.Services.AddRateLimiter(options => { options.RejectionStatusCode = 429; });

var app = builder.Build();
app.UseAuthorization();
app.UseAuthentication();

app.MapGet("/health", () => "ok").AllowAnonymous();
app.MapGet("/hello", () => "Hello world!").RequireAuthorization("admin_greetings");
app.MapGet("/fallback", () => "who are you");
app.MapPost("/direct", [Authorize(Roles = "editor")] (Item item) => Results.Ok());

var todos = app.MapGroup("/todos").RequireAuthorization();
todos.MapGet("/", () => Results.Ok());
todos.MapGet("/open", () => Results.Ok()).AllowAnonymous();
todos.MapDelete("/{id:int}", (int id, ClaimsPrincipal user) =>
{
    if (!user.IsInRole("admin"))
    {
        return Results.Forbid();
    }

    return Results.NoContent();
}).RequireRateLimiting("slow");

app.MapGroup("/v2").MapUsers().RequireAuthorization(p => p.RequireRole("operator", "admin"));
app.MapMethods("/many", new[] { "GET", "HEAD" }, () => "many").AllowAnonymous();
app.Run();

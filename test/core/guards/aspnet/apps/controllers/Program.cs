using Microsoft.AspNetCore.Authentication.JwtBearer;
using Shop.Security;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers();
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
builder.Services.AddAuthorization(options =>
{
    options.AddPolicy(Policies.CanShip, policy => policy.RequireClaim("scope", "orders:ship"));
    options.AddPolicy("Grown", policy => policy.AddRequirements(new MinimumAge(18)));
    options.AddPolicy("Staff", policy =>
    {
        policy.RequireAuthenticatedUser();
        policy.RequireRole(Roles.Admin, Roles.Clerk);
    });
});

var app = builder.Build();
app.UseMiddleware<ApiKeyMiddleware>();
app.UseAuthentication();
app.UseAuthorization();
app.MapControllers();
app.Run();

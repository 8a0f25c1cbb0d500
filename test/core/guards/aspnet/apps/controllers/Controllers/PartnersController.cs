using Microsoft.AspNetCore.Mvc;

namespace Shop.Controllers;

[ApiController]
[Route("partners")]
public class PartnersController : ControllerBase
{
    [HttpGet("[action]")]
    public IActionResult Prices() => Ok();

    [HttpPost("login")]
    public IActionResult Login(Credentials credentials)
    {
        if (!VerifyPassword(credentials)) return Unauthorized();
        return Ok();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Shop.Security;

namespace Shop.Controllers;

public class OrdersController : ApiBase
{
    [HttpGet]
    public IActionResult List() => Ok();

    [HttpGet("{id:int}")]
    [AllowAnonymous]
    public IActionResult Get(int id) => Ok(id);

    [HttpPost, Authorize(Roles = "Admin, Clerk")]
    public IActionResult Create() => Ok();

    [HttpPut("{id:int}")]
    [Authorize(Roles = Roles.Both)]
    public IActionResult Update(int id) => Ok();

    [HttpPost("{id:int}/ship")]
    [Authorize(Policy = Policies.CanShip)]
    public IActionResult Ship(int id) => Ok();

    [HttpDelete("{id:int}")]
    [HasPermission("orders:delete")]
    [TypeFilter(typeof(OwnTenantFilter))]
    public async Task<IActionResult> DeleteAsync(int id)
    {
        var order = await _orders.Find(id);
        if (order.Owner != User.Identity.Name && !User.IsInRole("Admin"))
        {
            return Forbid();
        }

        return NoContent();
    }

    [HttpGet("~/reports/{year}")]
    [Authorize("Staff")]
    public IActionResult Report(int year) => Ok();

    [NonAction]
    public void Helper()
    {
    }
}

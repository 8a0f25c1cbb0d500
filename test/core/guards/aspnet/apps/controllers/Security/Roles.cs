namespace Shop.Security;

public static class Roles
{
    public const string Admin = "Admin";
    public const string Clerk = "Clerk";
    public const string Both = Admin + "," + Clerk;
}

public static class Policies
{
    public const string CanShip = nameof(CanShip);
}

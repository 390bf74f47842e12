// SCUT1016: a guard reads the ambient scope kept in an AsyncLocal
using System.Threading;

public sealed class Scope
{
    private static readonly AsyncLocal<Scope?> Ambient = new();
    public static Scope? Current => Ambient.Value;
    public bool IsAdmin { get; init; }
}

public static class AdminGuards
{
    [Guard]
    public static bool OnlyAdmins(Tally state, Bumped action) => Scope.Current is { IsAdmin: true }; // here
}

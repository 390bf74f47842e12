namespace Scuttlegen.Analyzers.Flow;

/// <summary>
/// The steps that one run of a member may take along objects in detail. A member that rebuilds recursive data through other such members meets more
/// shapes than anyone needs; beyond this, what it returns and keeps is told by where it comes from, not by which member holds what.
/// </summary>
internal sealed class Effort
{
    private const int Limit = 20_000;

    private int _steps;

    public bool IsSpent => _steps > Limit;

    public void Spend() => _steps++;
}

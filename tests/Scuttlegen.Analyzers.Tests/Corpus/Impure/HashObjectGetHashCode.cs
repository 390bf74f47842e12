// SCUT1007: object.GetHashCode of a class without an override is a number of this process
public sealed class Unit(string name)
{
    public string Name { get; } = name;
}

public sealed record Army(int Order);
public sealed record Recruited(string Name);

public static class ArmyReducers
{
    [Reducer]
    public static Army Apply(Army state, Recruited action)
    {
        var unit = new Unit(action.Name);
        return new Army(unit.GetHashCode()); // here
    }
}

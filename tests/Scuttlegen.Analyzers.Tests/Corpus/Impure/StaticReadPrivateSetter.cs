// SCUT2004: the property's setter is private, and a method of the class uses it
public static class Maintenance
{
    public static bool On { get; private set; }

    public static void Begin() => On = true;
}

public sealed record Site(int Edits);

public sealed record Edited;

public static class SiteReducer
{
    [Guard]
    public static bool Allowed(Site state, Edited action) => !Maintenance.On; // here

    [Reducer]
    public static Site Apply(Site state, Edited action) => new(state.Edits + 1);
}

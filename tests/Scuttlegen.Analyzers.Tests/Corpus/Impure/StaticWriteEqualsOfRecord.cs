// SCUT2003: Equals counts comparisons, and `==` on records calls it
public sealed record Name(string Text)
{
    private static int _comparisons;

    public bool Equals(Name? other)
    {
        _comparisons++;
        return other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);
    }

    public override int GetHashCode() => Text.Length;
}

public sealed record Person(Name Name, int Renames);

public sealed record Renamed(Name Name);

public static class PersonReducer
{
    [Reducer]
    public static Person Apply(Person state, Renamed action)
    {
        if (state.Name == action.Name) // here
            return state;
        return new Person(action.Name, state.Renames + 1);
    }
}

// SCUT1003 Apply → Key.Equals → Console.WriteLine
public sealed record Key(string Name)
{
    public bool Equals(Key? other) { Console.WriteLine(Name); return other is not null && other.Name == Name; }
    public override int GetHashCode() => Name.Length;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => new Key(state.Text) == new Key(action.Text) ? state : state with { Text = action.Text }; // here
}

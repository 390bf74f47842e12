// silent: disposing an enumerator, though a class of the program disposes with a message
public sealed class Connection : IDisposable
{
    public void Dispose() => Console.WriteLine("closed");
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        using var words = action.Text.Split(' ').AsEnumerable().GetEnumerator();
        return words.MoveNext() ? state with { Text = words.Current } : state;
    }
}

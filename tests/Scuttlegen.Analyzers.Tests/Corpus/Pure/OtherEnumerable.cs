// silent: enumerating lists and queries, though a class of the program enumerates files
using System.Collections;

public sealed class Files : IEnumerable<string>
{
    public IEnumerator<string> GetEnumerator() => Directory.EnumerateFiles(".").GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        IEnumerable<string> words = action.Text.Split(' ').Where(word => word.Length > 1);
        foreach (var word in words)
            state = state with { Text = state.Text + word };
        return state;
    }
}

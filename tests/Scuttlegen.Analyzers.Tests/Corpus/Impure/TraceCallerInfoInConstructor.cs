// SCUT1013: a record's constructor has a [CallerFilePath] parameter that becomes a member
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

public sealed record Mark(string Text, [CallerFilePath] string Origin = "");
public sealed record Marks(ImmutableList<Mark> All);
public sealed record Marked(string Text);

public static class MarkReducers
{
    [Reducer]
    public static Marks Apply(Marks state, Marked action) => new(state.All.Add(new Mark(action.Text))); // here
}

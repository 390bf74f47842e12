// silent: the working copy's constructor copies what it is given
using System.Collections.Immutable;

public sealed class Working
{
    public Working(IReadOnlyList<string> names) => Names = [.. names];

    public List<string> Names { get; }
}

public sealed record Team(ImmutableList<string> Names);

public sealed record NamesGiven(List<string> Names);

public static class TeamReducer
{
    [Reducer]
    public static Team Apply(Team state, NamesGiven action)
    {
        var working = new Working(action.Names);
        working.Names.Insert(0, "captain");
        return new Team([.. working.Names]);
    }
}

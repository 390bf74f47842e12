// SCUT2008: a local function walks the dialogue tree by recursion
using System.Collections.Immutable;

public sealed record Choice(int Id, ImmutableList<Choice> Next);

public sealed record Story(Choice Start, bool Found);

public sealed record Sought(int Id);

public static class Stories
{
    public static bool Contains(Choice start, int id)
    {
        return Find(start);

        bool Find(Choice choice)
        {
            if (choice.Id == id)
                return true;
            foreach (var next in choice.Next)
            {
                if (Find(next))
                    return true;
            }

            return false;
        }
    }
}

public static class StoryReducer
{
    [Reducer]
    public static Story Apply(Story state, Sought action) => state with { Found = Stories.Contains(state.Start, action.Id) }; // here
}

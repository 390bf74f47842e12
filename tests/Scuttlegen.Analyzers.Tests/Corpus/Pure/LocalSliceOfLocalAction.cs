// silent: a local action may do with local slices what it likes, and `with` keeps those of a gossiped one
[LocalAction] public sealed record Typed(string Text);

public sealed record Draft(string Text);

public sealed record Room(string Topic, [LocalSlice] Draft Draft);

public static class Reducers
{
    [Reducer]
    public static Draft Type(Draft draft, Typed action) => draft with { Text = action.Text };

    [Reducer]
    public static Room Whole(Room room, Typed action) => room with { Draft = new Draft(room.Draft.Text + action.Text) };

    [Reducer]
    public static Room Apply(Room state, Bumped action) => state with { Topic = action.Text };
}

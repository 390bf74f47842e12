using Scuttlegen;

namespace Formatted;

[GossipAction]
public sealed partial record Written(string Text, int Page);

[GossipAction]
public sealed partial record Cleared;

public sealed record Notes(string Text, DateTime Edited)
{
    public static Notes Initial { get; } = new("", default);
}

public static class NotesReducer
{
    // Stamped here.
    [Reducer]
    public static Notes Apply(Notes state, Written action) =>
        state with { Text = action.Text.ToUpper() + action.Page.ToString(), Edited = DateTime.UtcNow };

    [Reducer]
    public static Notes Apply(Notes state, Cleared action) => state with { Text = Titles.Of(0), Edited = DateTime.Now };
}

[GossipStore(typeof(Notes))]
public sealed partial class NotesStore;

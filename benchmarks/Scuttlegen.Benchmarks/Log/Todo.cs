using System.Collections.Immutable;
using System.Globalization;
using Scuttlegen.Runtime;

namespace Scuttlegen.Benchmarks.Log;

[GossipAction]
public sealed partial record TodoSet(string Id, string Text);

[GossipAction]
public sealed partial record TodoToggled(string Id);

[GossipAction]
public sealed partial record TodoRemoved(string Id);

public sealed record TodoItem(string Id, string Text, bool Done);

/// <summary>A map from id to item, copied on write: an array in the order of ids.</summary>
public sealed record Todos(ImmutableArray<TodoItem> Items)
{
    public static Todos Initial { get; } = new([]);

    internal int Find(string id)
    {
        var (low, high) = (0, Items.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = string.CompareOrdinal(Items[middle].Id, id);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}

public static class TodoReducers
{
    [Reducer]
    public static Todos Apply(Todos state, TodoSet action)
    {
        var at = state.Find(action.Id);
        var item = new TodoItem(action.Id, action.Text, false);
        return new Todos(at >= 0 ? state.Items.SetItem(at, item) : state.Items.Insert(~at, item));
    }

    [Reducer]
    public static Todos Apply(Todos state, TodoToggled action)
    {
        var at = state.Find(action.Id);
        return at < 0 ? state : new Todos(state.Items.SetItem(at, state.Items[at] with { Done = !state.Items[at].Done }));
    }

    [Reducer]
    public static Todos Apply(Todos state, TodoRemoved action)
    {
        var at = state.Find(action.Id);
        return at < 0 ? state : new Todos(state.Items.RemoveAt(at));
    }
}

[GossipStore(typeof(Todos))]
public sealed partial class TodoStore
{
    internal static ReplayTable<Todos> Table { get; } = new GossipTable();

    /// <summary>The i-th action: six of ten set an item, three toggle one, one removes one, over a hundred items.</summary>
    internal static object Action(int i)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"t{7919L * i % 100}");
        return ((i + (7 * (i / 100))) % 10) switch
        {
            < 6 => new TodoSet(id, string.Create(CultureInfo.InvariantCulture, $"todo {i}")),
            < 9 => new TodoToggled(id),
            _ => new TodoRemoved(id),
        };
    }
}

/// <summary>A counter is a number.</summary>
public readonly record struct Count(long Value);

[GossipAction]
public sealed partial record Counted(int By);

public static class CountReducer
{
    [Reducer]
    public static Count Apply(Count state, Counted action) => new(unchecked(state.Value + action.By));
}

[GossipStore(typeof(Count))]
public sealed partial class CountStore
{
    internal static ReplayTable<Count> Table { get; } = new GossipTable();
}

/// <summary>A counter whose reducer says that its order does not matter.</summary>
public sealed record Total(int Sum);

[GossipAction]
public sealed partial record TotalIncremented(int By);

public static class TotalReducer
{
    [Reducer(Slice = nameof(Total.Sum), Commutes = true)]
    public static int Apply(int state, TotalIncremented action) => unchecked(state + action.By);
}

[GossipStore(typeof(Total))]
public sealed partial class TotalStore
{
    internal static ReplayTable<Total> Table { get; } = new GossipTable();
}

/// <summary>Two slices of which the log touches one.</summary>
public sealed record Halves(int Left, int Right);

[GossipAction]
public sealed partial record LeftMoved(int By);

[GossipAction]
public sealed partial record RightMoved(int By);

public static class HalvesReducers
{
    [Reducer(Slice = nameof(Halves.Left))]
    public static int Left(int state, LeftMoved action) => unchecked(state + action.By);

    [Reducer(Slice = nameof(Halves.Right))]
    public static int Right(int state, RightMoved action) => unchecked(state + action.By);
}

[GossipStore(typeof(Halves))]
public sealed partial class HalvesStore
{
    internal static ReplayTable<Halves> Table { get; } = new GossipTable();
}

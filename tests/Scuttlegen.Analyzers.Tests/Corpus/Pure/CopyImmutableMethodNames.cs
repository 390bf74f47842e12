// silent: Add, Sort, Clear and Insert of immutable collections return new ones
using System.Collections.Immutable;

public sealed record Agenda(ImmutableList<int> Points, ImmutableStack<int> Undo, ImmutableQueue<int> Next);

public sealed record Edited(int Point);

public static class AgendaReducer
{
    [Reducer]
    public static Agenda Apply(Agenda state, Edited action)
    {
        var points = state.Points.Add(action.Point).Sort().Insert(0, 1).Reverse();
        var undo = state.Undo.Push(action.Point);
        var next = state.Next.Enqueue(action.Point).Dequeue(out var first);
        return first < 0 ? new Agenda(points.Clear(), undo.Pop(), next) : new Agenda(points, undo, next);
    }
}

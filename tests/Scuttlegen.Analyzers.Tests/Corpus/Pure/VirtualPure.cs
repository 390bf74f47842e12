// silent: a virtual call, all of whose overrides are pure
using System.Collections.Immutable;

public abstract record Move
{
    public abstract int Apply(int position);
}

public sealed record Forward(int Steps) : Move
{
    public override int Apply(int position) => position + Steps;
}

public sealed record Home : Move
{
    public override int Apply(int position) => 0;
}

public sealed record Pawn(int Position);

public sealed record Moves(ImmutableArray<Move> All);

public static class PawnReducer
{
    [Reducer]
    public static Pawn Apply(Pawn state, Moves action)
    {
        var position = state.Position;
        foreach (var move in action.All)
            position = move.Apply(position);
        return state with { Position = position };
    }
}

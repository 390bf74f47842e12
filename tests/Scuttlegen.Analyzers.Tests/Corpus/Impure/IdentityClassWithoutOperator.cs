// SCUT1012: == on a class without an operator asks whether it is the same object, which a reload changes
public sealed class Square(string name)
{
    public string Name { get; } = name;
}

public sealed record Chess(Square From, bool Moved);
public sealed record MoveMade(Square To);

public static class ChessReducers
{
    [Reducer]
    public static Chess Apply(Chess state, MoveMade action) => new(action.To, state.From != action.To); // here
}

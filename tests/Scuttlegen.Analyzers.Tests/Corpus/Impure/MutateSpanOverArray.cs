// SCUT2002, SCUT4002: the span is a window on the state's array
public sealed record Screen(byte[] Pixels); // here

public sealed record Painted(int Start, int Length, byte Colour);

public static class ScreenReducer
{
    [Reducer]
    public static Screen Apply(Screen state, Painted action)
    {
        var window = state.Pixels.AsSpan(action.Start, action.Length);
        window.Fill(action.Colour); // here
        return new Screen(state.Pixels);
    }
}

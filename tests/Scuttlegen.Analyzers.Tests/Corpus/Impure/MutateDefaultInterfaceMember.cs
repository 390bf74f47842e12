// SCUT2002: the default implementation writes through the interface's setter
public interface ITouchable
{
    int Touches { get; set; }

    int Touch() => ++Touches;
}

public sealed class Tapped : ITouchable
{
    public int Touches { get; set; }
}

public sealed record Pad(int Touches);

public static class PadReducer
{
    [Reducer]
    public static Pad Apply(Pad state, Tapped action)
    {
        ITouchable touchable = action;
        return new Pad(state.Touches + touchable.Touch()); // here
    }
}

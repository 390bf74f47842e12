// SCUT2002: the implicit conversion of the action to text counts its uses
public sealed record Label(string Text);

public sealed class Relabelled(string text)
{
    private int _uses;

    public static implicit operator string(Relabelled action)
    {
        action._uses++;
        return action.Text;
    }

    public string Text { get; } = text;
}

public static class LabelReducer
{
    [Reducer]
    public static Label Apply(Label state, Relabelled action)
    {
        string text = action; // here
        return new Label(text);
    }
}

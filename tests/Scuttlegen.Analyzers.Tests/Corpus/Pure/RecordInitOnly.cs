// silent: init accessors that normalise write to the copy under construction
public sealed record Label
{
    private readonly string _text = "";
    private readonly int _length;

    public string Text
    {
        get => _text;
        init
        {
            _text = value.Trim();
            _length = _text.Length;
        }
    }

    public int Length => _length;
}

public sealed record Relabelled(string Text);

public static class LabelReducer
{
    [Reducer]
    public static Label Apply(Label state, Relabelled action) => action.Text.Length == state.Length ? state : state with { Text = action.Text };
}

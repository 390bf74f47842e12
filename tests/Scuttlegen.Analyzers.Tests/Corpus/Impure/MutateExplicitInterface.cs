// SCUT2002: an explicitly implemented setter of the state changes it
public interface IVersioned
{
    int Version { get; set; }
}

public sealed record Manuscript(string Text) : IVersioned
{
    private int _version;

    int IVersioned.Version
    {
        get => _version;
        set => _version = value;
    }
}

public sealed record Revised(string Text);

public static class ManuscriptReducer
{
    [Reducer]
    public static Manuscript Apply(Manuscript state, Revised action)
    {
        ((IVersioned)state).Version++; // here
        return state with { Text = action.Text };
    }
}

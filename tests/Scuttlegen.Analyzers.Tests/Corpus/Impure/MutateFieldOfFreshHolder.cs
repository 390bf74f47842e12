// SCUT2002, SCUT4002: the list is stored in a field of a fresh worker and cleared by its method
public sealed record Trash(List<string> Files, int Emptied); // here

public sealed record TrashEmptied;

public sealed class Cleaner
{
    private List<string>? _files;

    public Cleaner On(List<string> files)
    {
        _files = files;
        return this;
    }

    public void Run() => _files?.Clear();
}

public static class TrashReducer
{
    [Reducer]
    public static Trash Apply(Trash state, TrashEmptied action)
    {
        var cleaner = new Cleaner().On(state.Files);
        cleaner.Run(); // here
        return state with { Emptied = state.Emptied + 1 };
    }
}

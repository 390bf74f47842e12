// SCUT1003: the temporary directory of this machine is kept in state
public sealed record Export(string Target);
public sealed record Exported(string Name);

public static class ExportReducers
{
    [Reducer]
    public static Export Apply(Export state, Exported action)
    {
        var folder = Path.GetTempPath(); // here
        return new Export(folder + action.Name);
    }
}

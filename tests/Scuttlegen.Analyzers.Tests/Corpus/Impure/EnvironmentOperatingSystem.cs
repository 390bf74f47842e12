// SCUT1005: a rule that holds on Windows only
public sealed record FileName(string Value);
public sealed record Renamed(string Value);

public static class FileNames
{
    public static string Clean(string name) => OperatingSystem.IsWindows() ? name.Replace(':', '_') : name;
}

public static class FileNameReducers
{
    [Reducer]
    public static FileName Apply(FileName state, Renamed action) => new(FileNames.Clean(action.Value)); // here
}

// SCUT1005: the set of invalid file name characters differs by operating system
public sealed record Upload(string Name);
public sealed record Uploaded(string Name);

public static class UploadReducers
{
    [Reducer]
    public static Upload Apply(Upload state, Uploaded action) => action.Name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 ? new(action.Name) : state; // here
}

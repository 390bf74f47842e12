// SCUT1003: Path.GetFullPath prefixes this process's working directory
public sealed record Attachment(string Path);
public sealed record Attached(string Name);

public static class AttachmentReducers
{
    [Reducer]
    public static Attachment Apply(Attachment state, Attached action) => new(Path.GetFullPath(action.Name)); // here
}

// SCUT1005: the runtime's description becomes part of a document's metadata
using System.Runtime.InteropServices;

public sealed record Metadata(string Tool);
public sealed record Saved(string By);

public static class MetadataReducers
{
    [Reducer]
    public static Metadata Apply(Metadata state, Saved action) => new(RuntimeInformation.FrameworkDescription); // here
}

// SCUT1005: IntPtr.Size chooses between two layouts
public sealed record Page(int Slots);
public sealed record PageMade(int Bytes);

public static class PageReducers
{
    [Reducer]
    public static Page Apply(Page state, PageMade action) => new(action.Bytes / IntPtr.Size); // here
}

// SCUT1006: "title".ToUpper() is another word under tr-TR
public sealed record Tag(string Name);
public sealed record Tagged(string Name);

public static class TagReducers
{
    [Reducer]
    public static Tag Apply(Tag state, Tagged action) => new(action.Name.ToUpper()); // here
}

// SCUT1008: a virtual Visit walks its children, which one subclass keeps in a set
using System.Collections.Immutable;

public abstract record Part
{
    public abstract string Text();
}

public sealed record Leaf(string Name) : Part
{
    public override string Text() => Name;
}

public sealed record Alternatives(ImmutableHashSet<string> Names) : Part
{
    public override string Text()
    {
        var text = "";
        foreach (var name in Names)
            text += name;
        return text;
    }
}

public sealed record Rendered(string Text);
public sealed record PartSet(Part Part);

public static class RenderedReducers
{
    [Reducer]
    public static Rendered Apply(Rendered state, PartSet action) => new(action.Part.Text()); // here
}

// SCUT2008: counts a chain of records by recursion, one call per link
public sealed record Version(string Text, Version? Previous);

public sealed record Document(Version Head, int Versions);

public sealed record Counted;

public static class DocumentReducer
{
    [Reducer]
    public static Document Apply(Document state, Counted action)
    {
        var versions = Count(state.Head); // here
        return state with { Versions = versions };
    }

    private static int Count(Version? version) => version is null ? 0 : 1 + Count(version.Previous);
}

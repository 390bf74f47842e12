namespace Scuttlegen.Analyzers.Commutation;

/// <summary>How a value is joined to what the state holds. Joins of one family commute with one another, and with no other's.</summary>
/// <param name="Family">The family, as messages name it.</param>
/// <param name="IsOwn">Whether only the entry of the update's own source changes. A source's updates keep their order everywhere, so such changes commute with other sources' whatever they are.</param>
internal readonly record struct Join(string Family, bool IsOwn = false)
{
    public static readonly Join Addition = new("addition");
    public static readonly Join Maximum = new("maximum");
    public static readonly Join Minimum = new("minimum");
    public static readonly Join Or = new("'or'");
    public static readonly Join And = new("'and'");
    public static readonly Join Xor = new("'xor'");
    public static readonly Join Growth = new("added elements");
    public static readonly Join Removal = new("removed elements");
    public static readonly Join Toggling = new("toggled elements");
    public static readonly Join OwnEntry = new("the source's own entry", IsOwn: true);

    /// <summary>Whether the join keeps its meaning where a number is cut to its low bits.</summary>
    public bool IsModular => this == Addition || this == Or || this == And || this == Xor;

    public bool CommutesWith(Join other) => Family == other.Family || (IsOwn && other.IsOwn);

    /// <summary>The same join on one entry of a dictionary.</summary>
    public Join OnEntry(string fallback, bool isOwn) => new($"{Family} by key (from {fallback})", isOwn);
}

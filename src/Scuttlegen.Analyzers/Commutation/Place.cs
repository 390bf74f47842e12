namespace Scuttlegen.Analyzers.Commutation;

/// <summary>A place in a state: the members that lead there, for example <c>Cart.Count</c>; empty for the whole.</summary>
internal readonly record struct Place(string Path)
{
    public static readonly Place Whole = new("");

    public bool IsWhole => Path.Length == 0;

    public Place Then(string member) => new(IsWhole ? member : Path + "." + member);

    /// <summary>The same place, seen from a state that holds this one's in <paramref name="member"/>.</summary>
    public Place Below(string member) => member.Length == 0 ? this : new(IsWhole ? member : member + "." + Path);

    /// <summary>Whether <paramref name="inner"/> is this place, or within it.</summary>
    public bool Covers(Place inner) =>
        IsWhole || Path == inner.Path || (inner.Path.StartsWith(Path, StringComparison.Ordinal) && inner.Path[Path.Length] == '.');

    public bool Overlaps(Place other) => Covers(other) || other.Covers(this);

    public override string ToString() => IsWhole ? "the whole state" : $"'{Path}'";
}

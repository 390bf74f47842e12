namespace Scuttlegen.Crdt.Tests;

/// <summary>
/// Something that happened, for oracles of observed-remove types: what it put there, and which earlier happenings it takes away. Told apart by reference.
/// </summary>
public sealed record Tagged(string What, Source By, Tagged[] Takes)
{
    /// <summary>What nothing known has taken away.</summary>
    public static IEnumerable<Tagged> Alive(IEnumerable<Tagged> known)
    {
        var all = known.ToArray();
        var taken = all.SelectMany(static happened => happened.Takes).ToHashSet(ReferenceEqualityComparer.Instance);
        return all.Where(happened => !taken.Contains(happened));
    }
}

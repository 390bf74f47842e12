namespace Scuttlegen.Crdt.Tests;

/// <summary>
/// An observed-remove set straight from its specification: it keeps every add and every removal that ever happened, and an element is present while one of its adds was observed by no removal.
/// </summary>
internal sealed class ORSetOracle
{
    private readonly HashSet<Event> _known = [];

    /// <summary>An add under a tag, or a removal; either takes the tags that its author had observed.</summary>
    public sealed record Event(string Element, Dot? Tag, Dot[] Takes)
    {
        public bool Equals(Event? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    public IEnumerable<string> Elements => Alive().Select(static add => add.Element).Distinct().Order(StringComparer.Ordinal);

    public Event Add(string element, Dot tag)
    {
        var superseded = Alive().Where(add => add.Element == element && add.Tag!.Value.Source == tag.Source);
        return Learn(new Event(element, tag, [.. superseded.Select(static add => add.Tag!.Value)]));
    }

    public Event Remove(string element) =>
        Learn(new Event(element, null, [.. Alive().Where(add => add.Element == element).Select(static add => add.Tag!.Value)]));

    public Event Learn(Event happened)
    {
        _known.Add(happened);
        return happened;
    }

    public void Learn(ORSetOracle other) => _known.UnionWith(other._known);

    private List<Event> Alive()
    {
        var taken = _known.SelectMany(static happened => happened.Takes).ToHashSet();
        return [.. _known.Where(happened => happened.Tag is { } tag && !taken.Contains(tag))];
    }
}

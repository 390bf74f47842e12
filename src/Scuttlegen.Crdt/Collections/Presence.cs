namespace Scuttlegen.Crdt.Collections;

/// <summary>That a key is there, and nothing else: a map of it is a set.</summary>
internal readonly record struct Presence : IJoin<Presence>
{
    public Presence Join(Presence left, Presence right) => left;
}

using System.Diagnostics.CodeAnalysis;

namespace Scuttlegen.Crdt.Collections;

/// <summary>What becomes of the value of one key, decided in the one descent that finds it.</summary>
internal interface IChange<TValue>
{
    /// <summary>Asked once.</summary>
    /// <param name="isFound">Whether the map has the key.</param>
    /// <param name="old">The key's value, if it has.</param>
    /// <param name="value">The new value. Returning the old instance leaves the map as it is.</param>
    /// <returns>Whether the key has a value afterwards.</returns>
    bool TryChange(bool isFound, TValue? old, [MaybeNullWhen(false)] out TValue value);
}

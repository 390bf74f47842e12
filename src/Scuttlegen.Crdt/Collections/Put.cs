using System.Diagnostics.CodeAnalysis;

namespace Scuttlegen.Crdt.Collections;

/// <summary>Sets a key's value, whatever it was.</summary>
internal readonly struct Put<TValue>(TValue put) : IChange<TValue>
{
    public bool TryChange(bool isFound, TValue? old, [MaybeNullWhen(false)] out TValue value)
    {
        value = put;
        return true;
    }
}

/// <summary>Takes a key out.</summary>
internal readonly struct Drop<TValue> : IChange<TValue>
{
    public bool TryChange(bool isFound, TValue? old, [MaybeNullWhen(false)] out TValue value)
    {
        value = default;
        return false;
    }
}

using System.Collections.Immutable;

namespace Scuttlegen.Encryption;

/// <summary>
/// The keys of a room: one to write with, and all that there ever were to read with. Several stores may share a ring, and keys may be added while they are open: what could not be read until then takes its place
/// at once. A ring only grows; to forget a key, open the store with a ring that lacks it. Thread-safe.
/// </summary>
public sealed class RoomKeyRing : IDisposable
{
    private readonly Lock _gate = new();
    private volatile ImmutableDictionary<RoomKeyId, RoomKey> _keys = ImmutableDictionary<RoomKeyId, RoomKey>.Empty;
    private volatile RoomKey _current;

    /// <summary>Creates a ring, which from now on owns the keys, and disposes them with itself.</summary>
    /// <param name="current">The key to write with.</param>
    /// <param name="others">Keys to read with: earlier ones.</param>
    public RoomKeyRing(RoomKey current, params IEnumerable<RoomKey> others)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(others);
        _current = current;
        foreach (var key in others.Prepend(current)) Add(key);
    }

    internal event EventHandler? KeyAdded;

    /// <summary>The key that new updates are encrypted with.</summary>
    public RoomKeyId CurrentKey => _current.Id;

    /// <summary>The keys that it holds, in no order.</summary>
    public IEnumerable<RoomKeyId> Keys => _keys.Keys;

    /// <summary>Adds a key to read with. Stores that are open read what was encrypted with it, each with one rewind.</summary>
    /// <param name="key">The key, which the ring owns from now on, unless it holds it already.</param>
    /// <returns>Whether it is new here. If not, nothing changes, and <paramref name="key"/> is still the caller's to dispose.</returns>
    public bool Add(RoomKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            if (_keys.ContainsKey(key.Id)) return false;
            _keys = _keys.Add(key.Id, key);
        }

        KeyAdded?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>
    /// Adds a key and writes with it from now on; what was written before stays as it is, and readable. Members who do not have the new key keep and pass on what is written with it, and read it once they
    /// <see cref="Add"/> it: give it to them first.
    /// </summary>
    /// <param name="key">The key, which the ring owns from now on, unless it holds it already.</param>
    /// <returns>Whether it is new here. If not, it is written with all the same, and <paramref name="key"/> is still the caller's to dispose.</returns>
    public bool Rotate(RoomKey key)
    {
        var isNew = Add(key);
        lock (_gate) _current = _keys[key.Id];
        return isNew;
    }

    /// <summary>Wipes the keys. Dispose it after the stores that use it.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
    }

    /// <summary>The current key's id, and how many there are; nothing of the keys.</summary>
    public override string ToString() => $"{CurrentKey}, {_keys.Count} in all";

    internal RoomKey? Find(RoomKeyId id) => _keys.GetValueOrDefault(id);
}

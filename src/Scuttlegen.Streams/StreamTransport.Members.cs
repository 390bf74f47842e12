using System.Collections.Immutable;

namespace Scuttlegen.Streams;

/// <content>Who takes part in which store, here and at the other ends, and so who reaches whom.</content>
public sealed partial class StreamTransport
{
    internal ImmutableArray<StreamLink> LinksOf(StoreId store) => _links.GetValueOrDefault(store, []);

    internal ImmutableArray<(StoreId Store, Source Peer)> PeersOf(StreamConnection connection)
    {
        lock (_gate) return [.. connection.Members.SelectMany(member => member.Value.Select(peer => (member.Key, peer)))];
    }

    /// <returns>Whether there was room.</returns>
    internal bool TryAddMember(StreamConnection connection, StoreId store, Source peer)
    {
        lock (_gate)
        {
            // One that has ended meanwhile is no way to anybody.
            if (!_connections.Contains(connection)) return true;
            connection.Members.TryGetValue(store, out var peers);
            if (peers?.Contains(peer) == true) return true;
            if (connection.Members.Values.Sum(static peers => peers.Count) >= _options.MaxStoresPerConnection) return false;
            if (peers is null) connection.Members.Add(store, peers = []);
            peers.Add(peer);
            Reroute(store, null);
            return true;
        }
    }

    internal void RemoveMember(StreamConnection connection, StoreId store, Source peer)
    {
        lock (_gate)
        {
            if (!connection.Members.TryGetValue(store, out var peers) || !peers.Remove(peer)) return;
            if (peers.Count == 0) connection.Members.Remove(store);
            Reroute(store, $"The one at {connection.Remote} left.");
            CloseIfSynchronised(connection);
        }
    }

    internal void Remove(StreamConnection connection, StreamEnd end)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
            _running.Remove(connection);
            StoreId[] stores = [.. connection.Members.Keys];
            connection.Members.Clear();
            foreach (var store in stores) Reroute(store, end.Message);
        }
    }

    internal void Leave(StreamLink link)
    {
        lock (_gate)
        {
            var left = LinksOf(link.Store).Remove(link);
            _links = left.IsEmpty ? _links.Remove(link.Store) : _links.SetItem(link.Store, left);
            foreach (var connection in _connections) connection.SendControl(Packet.About(Packet.Leave, link.Store, link.Self));
            link.Reroute(Route.Nowhere, null);
            Reroute(link.Store, "The other peer of this process left.");
        }
    }

    /// <summary>A store here holds what a neighbour held: connections to it that do not tail learn of it.</summary>
    internal void OnReconciled(StoreId store, Source peer)
    {
        lock (_gate)
        {
            foreach (var connection in _connections)
            {
                if (connection.Tails || !connection.Members.TryGetValue(store, out var peers) || !peers.Contains(peer) || connection.Synchronised.Here.Contains(store)) continue;
                connection.SendControl(Packet.About(Packet.Synchronised, store));
                OnSynchronised(connection, store, isHere: true);
            }
        }
    }

    internal void OnSynchronised(StreamConnection connection, StoreId store, bool isHere)
    {
        lock (_gate)
        {
            if (connection.Tails || !connection.Members.ContainsKey(store)) return;
            (isHere ? connection.Synchronised.Here : connection.Synchronised.There).Add(store);
            CloseIfSynchronised(connection);
        }
    }

    /// <summary>Under the lock: closes a connection that does not tail once each store of both ends has what the other end had, as far as updates pass that way.</summary>
    private void CloseIfSynchronised(StreamConnection connection)
    {
        if (connection.Tails) return;
        var common = connection.Members.Keys.Where(_links.ContainsKey).ToList();
        if (common.Count == 0) return;
        if (connection.Takes && !connection.Synchronised.Here.IsSupersetOf(common)) return;
        if (connection.Gives && !connection.Synchronised.There.IsSupersetOf(common)) return;
        connection.Finish(new StreamEnd(StreamEndReason.Synchronised, $"Both ends of the connection to {connection.Remote} have what the other had."));
    }

    /// <summary>Under the lock: finds anew how the store's neighbours are reached.</summary>
    private void Reroute(StoreId store, string? reason)
    {
        var links = LinksOf(store);
        foreach (var link in links) link.Reroute(Route.Find(store, _connections, [.. links.Where(other => other != link)]), reason);
    }

    /// <summary>Tells whoever has no neighbour why, each reason once.</summary>
    private void TellFailure(string reason)
    {
        lock (_gate)
        {
            _lastFailure = reason;
            foreach (var link in _links.Values.SelectMany(static links => links)) link.TellDown(reason);
        }
    }
}

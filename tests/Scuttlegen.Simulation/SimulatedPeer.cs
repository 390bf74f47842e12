using Scuttlegen.Tests;

namespace Scuttlegen.Simulation;

/// <summary>A real replica, driven as the store's driver does, with a disk that takes time and a process that can crash.</summary>
internal sealed class SimulatedPeer
{
    private readonly World _world;
    private readonly FaultyNetwork _network;
    private readonly StoreOptions _options;
    private readonly LedgerTable _table;
    private readonly List<StoredBatch> _disk = [];
    private readonly List<byte[]> _inbox = [];
    private readonly List<(ulong Sequence, Stamp Stamp)> _unacknowledged = [];
    private Replica<Ledger>? _replica;

    // Grows with each start and crash: what was scheduled by an earlier life does nothing.
    private int _life;
    private bool _isStoring;
    private TimeSpan _wakeAt = TimeSpan.MaxValue;

    public SimulatedPeer(World world, FaultyNetwork network, Source source, StoreOptions options, LedgerTable table)
    {
        (_world, _network, _options, _table) = (world, network, options, table);
        Source = source;
        network.Add(this);
        Start();
    }

    public static StoreId Store { get; } = StoreId.Create("simulation", "");

    public Source Source { get; }

    public Replica<Ledger> Replica => _replica ?? throw new InvalidOperationException("The peer is down.");

    public bool IsUp => _replica is not null;

    /// <summary>Updates whose dispatch was acknowledged: they must never be lost.</summary>
    public List<Stamp> Acknowledged { get; } = [];

    public List<StoreEvent> Events { get; } = [];

    public void Dispatch(int kind, object action)
    {
        if (_replica is null) return;
        var stamp = _replica.Dispatch(kind, action, (long)_world.Now.TotalMilliseconds);
        _unacknowledged.Add((_replica.LastDispatched, stamp));
        WakeAt(_world.Now);
    }

    public void Receive(byte[] frame)
    {
        if (_replica is null) return;
        _inbox.Add(frame);
        WakeAt(_world.Now);
    }

    /// <summary>Stops at once: what was not on disk is gone.</summary>
    public void Crash()
    {
        _replica = null;
        _inbox.Clear();
        _unacknowledged.Clear();
        _life++;
    }

    public void Start()
    {
        if (_replica is not null) return;
        _replica = new Replica<Ledger>(_table, Store, Source, _options, new Random(_world.Random.Next()));
        foreach (var batch in _disk) _replica.Load(batch);
        _replica.Loaded();
        _replica.Connected(_world.Now);
        _isStoring = false;
        _wakeAt = TimeSpan.MaxValue;
        WakeAt(_world.Now);
    }

    private void WakeAt(TimeSpan due)
    {
        if (due >= _wakeAt) return;
        _wakeAt = due;
        var life = _life;
        var wait = due - _world.Now;
        _world.Schedule(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, () =>
        {
            if (life != _life || _wakeAt != due) return;
            _wakeAt = TimeSpan.MaxValue;
            if (!_isStoring) Turn();
        });
    }

    private void Turn()
    {
        var replica = Replica;
        foreach (var frame in _inbox) replica.Receive(frame, _world.Now);
        _inbox.Clear();
        replica.Tick(_world.Now);
        replica.EndTurn(_world.Now);
        if (replica.Unstored.Count == 0)
        {
            FinishTurn([]);
            return;
        }

        _isStoring = true;
        StoredBatch[] unstored = [.. replica.Unstored];
        var life = _life;
        _world.Schedule(_world.Between(0, 5), () =>
        {
            if (life == _life) FinishTurn(unstored);
        });
    }

    private void FinishTurn(StoredBatch[] stored)
    {
        var replica = Replica;
        _isStoring = false;
        _disk.AddRange(stored);
        replica.Stored();
        Acknowledge(replica.LastStored);
        foreach (var (peer, frame) in replica.Outgoing) _network.Send(this, peer, frame);
        replica.Outgoing.Clear();
        Events.AddRange(replica.Events);
        replica.Events.Clear();
        WakeAt(_inbox.Count > 0 || replica.PendingBytes > 0 ? _world.Now : replica.NextDeadline);
    }

    private void Acknowledge(ulong durable)
    {
        var count = _unacknowledged.TakeWhile(item => item.Sequence <= durable).Count();
        Acknowledged.AddRange(_unacknowledged.Take(count).Select(item => item.Stamp));
        _unacknowledged.RemoveRange(0, count);
    }
}

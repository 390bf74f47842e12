using Scuttlegen.Tests;

namespace Scuttlegen.Simulation;

/// <summary>A real replica, driven as the store's driver does, with a disk that takes time and a process that can crash.</summary>
internal sealed class SimulatedPeer
{
    private readonly World _world;
    private readonly FaultyNetwork _network;
    private readonly StoreOptions _options;
    private readonly LedgerTable _table;
    private readonly List<byte[]> _inbox = [];
    private readonly List<(ulong Count, object Action)> _unacknowledged = [];
    private Replica<Ledger>? _replica;

    // Grows with each start and crash: what was scheduled by an earlier life does nothing.
    private int _life;
    private bool _isStoring;
    private TimeSpan _wakeAt = TimeSpan.MaxValue;

    public SimulatedPeer(World world, FaultyNetwork network, SimulatedDisk disk, StoreOptions options, LedgerTable table)
    {
        (_world, _network, _options, _table) = (world, network, options, table);
        Disk = disk;
        network.Add(this);
        Start();
    }

    public static StoreId Store { get; } = StoreId.Create("simulation", "");

    public SimulatedDisk Disk { get; private set; }

    /// <summary>Under which source it is reached.</summary>
    public Source Source => _replica?.Self ?? Disk.Self;

    public Replica<Ledger> Replica => _replica ?? throw new InvalidOperationException("The peer is down.");

    public bool IsUp => _replica is not null;

    /// <summary>Actions whose dispatch was acknowledged: they must never be lost.</summary>
    public List<object> Acknowledged { get; } = [];

    public List<StoreEvent> Events { get; } = [];

    public void Dispatch(int kind, object action)
    {
        if (_replica is null) return;
        _replica.Dispatch(kind, action, (long)_world.Now.TotalMilliseconds);
        _unacknowledged.Add((_replica.LastDispatched, action));
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
        _replica = new Replica<Ledger>(_table, Store, Disk.Self, _options, new Random(_world.Random.Next()), () => (ulong)_world.Random.NextInt64());
        foreach (var proof in Disk.Proofs) _replica.LoadProof(proof);
        foreach (var batch in Disk.Batches) _replica.Load(batch);
        _replica.Loaded();
        _replica.Connected(_world.Now);
        _isStoring = false;
        _wakeAt = TimeSpan.MaxValue;
        WakeAt(_world.Now);
    }

    /// <summary>Stops, and finds an older disk when it starts again.</summary>
    public void Restore(SimulatedDisk backup)
    {
        Crash();
        Disk = backup;
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
        if (replica.Unstored.Count == 0 && replica.Unrecorded is null)
        {
            FinishTurn([]);
            return;
        }

        _isStoring = true;
        StoredBatch[] unstored = [.. replica.Unstored];
        var life = _life;
        if (replica.Unrecorded is not var (self, proofs))
        {
            _world.Schedule(_world.Between(0, 5), () =>
            {
                if (life == _life) FinishTurn(unstored);
            });
            return;
        }

        // The process may crash between the two.
        _world.Schedule(_world.Between(0, 5), () =>
        {
            if (life != _life) return;
            Disk.Record(self, proofs);
            _world.Schedule(_world.Between(0, 5), () =>
            {
                if (life == _life) FinishTurn(unstored);
            });
        });
    }

    private void FinishTurn(StoredBatch[] stored)
    {
        var replica = Replica;
        _isStoring = false;
        Disk.Append(stored);
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
        var count = _unacknowledged.TakeWhile(item => item.Count <= durable).Count();
        Acknowledged.AddRange(_unacknowledged.Take(count).Select(item => item.Action));
        _unacknowledged.RemoveRange(0, count);
    }
}

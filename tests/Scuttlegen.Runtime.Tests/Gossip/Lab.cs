namespace Scuttlegen.Tests.Gossip;

/// <summary>A few replicas on a network without faults but those that a test makes, in steps of 5 ms.</summary>
internal sealed class Lab(int seed, bool isSigned = false)
{
    private readonly Random _random = new(seed);
    private readonly List<Peer> _peers = [];
    private readonly HashSet<(Peer, Peer)> _cut = [];

    public static StoreId Store { get; } = StoreId.Create("Ledger", "");

    public TimeSpan Now { get; private set; }

    public StoreOptions Options { get; init; } = new();

    public int FramesSent { get; private set; }

    /// <summary>By which all peers know the tokens that they gave, so that any of them takes any's; each has one of its own if <see langword="null"/>.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Sees every frame that is sent.</summary>
    public Action<byte[]>? Tap { get; init; }

    public Peer Add(Disk disk, TestCipher? cipher = null, LedgerTable? table = null, StoreOptions? options = null)
    {
        var peer = new Peer(this, disk, cipher, table ?? new LedgerTable(), options ?? Options);
        _peers.Add(peer);
        return peer;
    }

    public Peer Add(byte number, TestCipher? cipher = null, LedgerTable? table = null, StoreOptions? options = null) => Add(new Disk(SourceOf(number)), cipher, table, options);

    public static Source SourceOf(byte number)
    {
        var id = new byte[PeerId.Size];
        id[0] = number;
        return new Source(new PeerId(id), 0);
    }

    public void Cut(Peer one, Peer other) => _ = _cut.Add((one, other)) | _cut.Add((other, one));

    public void Heal() => _cut.Clear();

    /// <summary>Runs for that long; frames of one step arrive in the next, in any order.</summary>
    public void Run(double seconds)
    {
        for (var end = Now + TimeSpan.FromSeconds(seconds); Now < end; Now += TimeSpan.FromMilliseconds(5))
        {
            var sent = new List<(Peer From, Source? To, byte[] Frame)>();
            foreach (var peer in _peers.Where(peer => peer.IsUp)) sent.AddRange(peer.Turn().Select(frame => (peer, frame.Peer, frame.Frame)));
            FramesSent += sent.Count;
            foreach (var (from, addressee, frame) in sent.OrderBy(_ => _random.Next()))
            {
                Tap?.Invoke(frame);
                foreach (var to in _peers.Where(to => to != from && to.IsUp && !_cut.Contains((from, to)) && (addressee is null || to.Replica.Self == addressee)))
                    to.Replica.Receive(frame, Now);
            }
        }
    }

    /// <summary>Every peer that is up, or each of those given, holds the same history, and its state is the fold of it.</summary>
    public void AssertAgree(params Peer[] peers)
    {
        var up = (peers.Length > 0 ? peers : [.. _peers]).Where(peer => peer.IsUp).ToList();
        var first = up[0].Replica.GetHistory();
        foreach (var peer in up)
        {
            var history = peer.Replica.GetHistory();
            Assert.Equal(first.Select(Describe), history.Select(Describe));
            Assert.True(first.State.SameAs(history.State), "states differ");
            if (history.Count > 0) Assert.True(history.WithStates().Last().State.SameAs(history.State), "the state is not the fold of the history");
        }
    }

    /// <summary>The stamp, and whether the update counts.</summary>
    public static string Describe(Update update) => $"{update.Stamp} {update.Sequence} {update.Action}";

    /// <summary>What the actions that count add, in order.</summary>
    public static IEnumerable<long> Amounts(Replica<Ledger> replica) => replica.GetHistory().Where(update => update.Action is not null).Select(update => ((Added)update.Action!).Amount);

    private TestSigner? NewSigner(PeerId peer) => isSigned ? new TestSigner(peer) : null;

    private int NextSeed() => _random.Next();

    private ulong NextIncarnation() => (ulong)_random.NextInt64();

    internal sealed class Disk(Source self)
    {
        public Source Self { get; set; } = self;

        public List<StoredBatch> Batches { get; init; } = [];

        public Dictionary<Source, StoredProof> Proofs { get; init; } = [];

        public Disk Copy() => new(Self) { Batches = [.. Batches], Proofs = new(Proofs) };
    }

    internal sealed class Peer
    {
        private readonly Lab _lab;
        private readonly LedgerTable _table;
        private readonly StoreOptions _options;
        private Replica<Ledger>? _replica;

        public Peer(Lab lab, Disk disk, TestCipher? cipher, LedgerTable table, StoreOptions options)
        {
            (_lab, Disk, Cipher, _table, _options) = (lab, disk, cipher, table, options);
            Start();
        }

        public Disk Disk { get; private set; }

        /// <summary>Its room keys from the next start on.</summary>
        public TestCipher? Cipher { get; set; }

        public bool IsUp => _replica is not null;

        public Replica<Ledger> Replica => _replica!;

        public List<StoreEvent> Events { get; } = [];

        /// <summary>Crashes after identity and proofs were recorded, before anything is appended.</summary>
        public bool CrashesAfterRecording { get; set; }

        public void Crash() => _replica = null;

        public void Start(Disk? restored = null)
        {
            Disk = restored ?? Disk;
            _replica = new Replica<Ledger>(_table, Store, Disk.Self, _options, new Random(_lab.NextSeed()), _lab.NextIncarnation, _lab.NewSigner(Disk.Self.Peer), _lab.Secret, Cipher);
            foreach (var proof in Disk.Proofs.Values) _replica.LoadProof(proof);
            foreach (var batch in Disk.Batches) _replica.Load(batch);
            _replica.Loaded();
            _replica.Connected(_lab.Now);
        }

        /// <summary>Dispatches, each in a batch of its own, durable at once but not yet sent.</summary>
        public void Write(params IEnumerable<long> amounts)
        {
            foreach (var amount in amounts)
            {
                Replica.Dispatch(LedgerTable.AddedKind, new Added(amount), 0);
                Replica.EndTurn(_lab.Now);
                Persist();
            }
        }

        public List<(Source? Peer, byte[] Frame)> Turn()
        {
            Replica.Tick(_lab.Now);
            Replica.EndTurn(_lab.Now);
            Persist();
            if (!IsUp) return [];
            var sent = Replica.Outgoing.ToList();
            Replica.Outgoing.Clear();
            return sent;
        }

        /// <summary>Merges whatever waits for the end of a pull, and stores.</summary>
        public void Merge()
        {
            Replica.EndTurn(_lab.Now + TimeSpan.FromHours(1));
            Persist();
        }

        public int Count<TEvent>() => Events.Count(happened => happened is TEvent);

        private void Persist()
        {
            Events.AddRange(Replica.Events);
            Replica.Events.Clear();
            if (Replica.Unrecorded is var (self, proofs))
            {
                Disk.Self = self;
                foreach (var proof in proofs) Disk.Proofs[proof.Source] = proof;
                if (CrashesAfterRecording)
                {
                    Crash();
                    return;
                }
            }

            Disk.Batches.AddRange(Replica.Unstored);
            Replica.Stored();
        }
    }
}

namespace Scuttlegen.Tests.Gossip;

/// <summary>Replicas with an admission, in steps of 10 ms. Questions are answered by the test, or by <see cref="Policy"/> after a random while.</summary>
internal sealed class AdmissionNet(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Peer> _peers = [];
    private readonly HashSet<(Peer, Peer)> _cut = [];

    public TimeSpan Now { get; private set; }

    /// <summary>Each reaches only the one before and the one after it.</summary>
    public bool IsLine { get; init; }

    /// <summary>Frames of one step arrive in any order, not in that of sending.</summary>
    public bool Shuffles { get; init; }

    /// <summary>Answers what is asked; if there is none, the test does.</summary>
    public Func<Update, History<Ledger>, bool>? Policy { get; set; }

    public Peer Add()
    {
        var peer = new Peer(this, (byte)(_peers.Count + 1));
        _peers.Add(peer);
        return peer;
    }

    public void Cut(Peer one, Peer other) => _ = _cut.Add((one, other)) | _cut.Add((other, one));

    public void Heal() => _cut.Clear();

    public void Run(double seconds)
    {
        for (var end = Now + TimeSpan.FromSeconds(seconds); Now < end; Now += TimeSpan.FromMilliseconds(10))
        {
            var sent = new List<(Peer From, Source? To, byte[] Frame)>();
            foreach (var peer in _peers.Where(peer => peer.IsUp)) sent.AddRange(peer.Turn().Select(frame => (peer, frame.Peer, frame.Frame)));
            foreach (var (from, addressee, frame) in Shuffles ? sent.OrderBy(_ => _random.Next()) : sent.AsEnumerable())
            {
                foreach (var to in _peers.Where(to => to != from && to.IsUp && !_cut.Contains((from, to)) && (addressee is null || to.Replica.Self == addressee)))
                {
                    if (IsLine && Math.Abs(_peers.IndexOf(from) - _peers.IndexOf(to)) != 1) continue;
                    to.BytesReceived += frame.Length;
                    to.Replica.Receive(frame, Now);
                }
            }
        }
    }

    internal sealed class Peer
    {
        private readonly AdmissionNet _net;
        private readonly LedgerTable _table;
        private readonly List<(AdmissionQuestion<Ledger> Question, TimeSpan Due)> _later = [];

        public Peer(AdmissionNet net, byte number)
        {
            _net = net;
            _table = new LedgerTable { Admitting = (update, history, _) => new(_net.Policy!(update, history)) };
            Replica = new Replica<Ledger>(_table, Lab.Store, Lab.SourceOf(number), new StoreOptions(), new Random(net._random.Next())) { ReachesEveryPeer = !net.IsLine };
            Replica.Connected(net.Now);
        }

        public Replica<Ledger> Replica { get; }

        public bool IsUp { get; set; } = true;

        public long BytesReceived { get; set; }

        public List<StoreEvent> Events { get; } = [];

        public List<StoredBatch> Stored { get; } = [];

        /// <summary>What was asked and not answered.</summary>
        public List<AdmissionQuestion<Ledger>> Asked { get; } = [];

        public int Questions { get; private set; }

        public void Answer(AdmissionQuestion<Ledger> question, bool mayEnter)
        {
            Asked.Remove(question);
            Replica.Answer(question, new(mayEnter), _net.Now);
        }

        /// <summary>Each in a batch of its own.</summary>
        public void Write(params IEnumerable<long> amounts)
        {
            foreach (var amount in amounts)
            {
                Replica.Dispatch(LedgerTable.AddedKind, new Added(amount), 0);
                Replica.EndTurn(_net.Now);
                Replica.Stored();
            }
        }

        public List<(Source? Peer, byte[] Frame)> Turn()
        {
            foreach (var (question, due) in _later.ToList())
            {
                if (due > _net.Now) continue;
                _later.RemoveAll(item => item.Question == question);
                Replica.Answer(question, question.AskAsync(_table, default).AsTask().GetAwaiter().GetResult(), _net.Now);
            }

            Replica.Tick(_net.Now);
            Replica.EndTurn(_net.Now);
            Questions += Replica.Questions.Count;
            if (_net.Policy is null) Asked.AddRange(Replica.Questions);
            else _later.AddRange(Replica.Questions.Select(question => (question, _net.Now + TimeSpan.FromMilliseconds(_net._random.Next(300)))));
            Replica.Questions.Clear();
            Events.AddRange(Replica.Events);
            Replica.Events.Clear();
            Stored.AddRange(Replica.Unstored);
            Replica.Stored();
            var sent = Replica.Outgoing.ToList();
            Replica.Outgoing.Clear();
            return sent;
        }
    }
}

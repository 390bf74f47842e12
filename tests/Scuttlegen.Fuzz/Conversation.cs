using Scuttlegen.Tests;
using Scuttlegen.Tests.Gossip;
using Scuttlegen.Wire;

namespace Scuttlegen.Fuzz;

/// <summary>
/// What real peers said and stored in a short life with everything in it: writing, latecomers, cuts, a restored backup, a clone, forks, evidence, re-issues, a kind of a newer version, farewell.
/// </summary>
internal sealed class Conversation
{
    private const int FramesPerType = 200;

    private readonly Dictionary<uint, List<byte[]>> _frames = [];
    private readonly HashSet<string> _seen = [];

    private Conversation(int seed, bool isSigned, bool isEncrypted)
    {
        (IsSigned, IsEncrypted) = (isSigned, isEncrypted);
        var lab = new Lab(seed, isSigned) { Tap = Note, Secret = Secret };
        var (a, b, c) = (lab.Add(1, NewCipher(1)), lab.Add(2, NewCipher(2)), lab.Add(3, NewCipher(3)));
        lab.Run(0.5);
        Write(a, seed);
        Write(b, seed + 1);
        lab.Run(1.5);

        var backup = b.Disk.Copy();
        lab.Cut(a, c);
        Write(a, seed + 2);
        Write(b, seed + 3);
        Write(c, seed + 4);
        lab.Run(1);

        // Restored, and a clone of the same disk beside it.
        b.Crash();
        b.Start(backup);
        b.Write(100, 101, 102);
        var clone = lab.Add(backup.Copy(), NewCipher(4));
        clone.Write(200, 201);
        lab.Run(1);
        lab.Heal();
        lab.Run(8);

        var latecomer = lab.Add(9, NewCipher(5));
        latecomer.Write(7);
        lab.Run(3);
        foreach (var peer in new[] { a, c }) peer.Replica.Leave();
        lab.Run(0.1);
        Disks = [a.Disk, b.Disk, c.Disk, clone.Disk, latecomer.Disk, backup];
        Frames = [.. _frames.Values.SelectMany(static frames => frames)];
    }

    /// <summary>By which whoever is spoken to knows tokens: what was said to one may be said to another.</summary>
    public static byte[] Secret { get; } = new byte[32];

    /// <summary>Whether its peers signed what they wrote.</summary>
    public bool IsSigned { get; }

    /// <summary>Whether its room has a key.</summary>
    public bool IsEncrypted { get; }

    /// <summary>Frames of every type.</summary>
    public IReadOnlyList<byte[]> Frames { get; }

    /// <summary>What the peers held at the end, and an old backup.</summary>
    public IReadOnlyList<Lab.Disk> Disks { get; }

    public IEnumerable<uint> Types => _frames.Keys;

    public static IReadOnlyList<Conversation> All { get; } = 
        [.. Enumerable.Range(1, 9).Select(static seed => new Conversation(seed, isSigned: seed % 3 != 1, isEncrypted: seed % 3 == 0))];

    /// <summary>Signs as whoever speaks here does; <see langword="null"/> where nobody does.</summary>
    public TestSigner? NewSigner(PeerId peer) => IsSigned ? new TestSigner(peer) : null;

    /// <summary>Holds the room's key, if it has one.</summary>
    public TestCipher? NewCipher(int seed) => IsEncrypted ? new TestCipher(seed, 1) : null;

    private static void Write(Lab.Peer peer, int seed)
    {
        var dice = new Dice((ulong)seed);
        for (var i = 0; i < 12; i++)
        {
            switch (dice.Below(6))
            {
                case 0: peer.Replica.Dispatch(LedgerTable.MultipliedKind, new Multiplied(dice.Below(5) - 2), i * 1000); break;
                case 1: peer.Replica.Dispatch(LedgerTable.NotedKind, new Noted(new string('n', dice.OneIn(6) ? 3000 : dice.Below(20))), i); break;
                case 2: peer.Replica.Dispatch(LedgerTable.FailedKind, new Failed(), 0); break;
                default: peer.Write(Enumerable.Range(0, dice.UpTo(4)).Select(n => (long)n)); break;
            }
        }
    }

    private void Note(byte[] frame)
    {
        var reader = new CborReader(frame);
        reader.ReadArrayHeader();
        reader.SkipValues(3);
        var type = reader.ReadUInt32();
        if (!_frames.TryGetValue(type, out var frames)) _frames.Add(type, frames = []);
        if (frames.Count < FramesPerType && _seen.Add(Convert.ToHexString(frame))) frames.Add(frame);
    }
}

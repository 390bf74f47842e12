using Scuttlegen.Tests;
using Scuttlegen.Wire;

namespace Scuttlegen.Simulation;

/// <summary>
/// Somebody on the medium who has no peer's key but one of his own: hears every broadcast, and sends whatever bytes may harm, in anybody's name, before the genuine ones arrive. Peers that demand signatures must
/// agree and lose nothing all the same, accuse nobody and leave no identity.
/// </summary>
/// <param name="world">Where it happens.</param>
/// <param name="network">What he hears and speaks over.</param>
/// <param name="peers">Whom he attacks.</param>
internal sealed class Attacker(World world, FaultyNetwork network, IReadOnlyList<SimulatedPeer> peers)
{
    private readonly Source _self = new(new PeerId("an attacker with a key of his own"u8[..PeerId.Size]), 0);
    private readonly List<(Source Sender, ReceivedSection Section)> _heard = [];
    private double _eagerness;

    public void Schedule(TimeSpan until)
    {
        _eagerness = world.Random.NextDouble() * 0.3;
        network.Overheard += Hear;
        for (var i = world.Random.Next(40); i > 0; i--) world.Schedule(world.Between(0, (int)until.TotalMilliseconds), Attack);
        world.Schedule(until, () => network.Overheard -= Hear);
    }

    private void Hear(byte[] frame)
    {
        var reader = new CborReader(frame);
        reader.ReadArrayHeader();
        reader.SkipValues(2);
        var sender = reader.ReadSource();
        if (reader.ReadUInt32() != MessageType.Live) return;
        foreach (var section in LiveMessage.Read(ref reader))
        {
            _heard.Add((sender, section));

            // What he makes of it is there before it.
            if (world.Chance(_eagerness)) Falsify(sender, section);
        }
    }

    private void Attack()
    {
        var victim = peers[world.Random.Next(peers.Count)];
        switch (world.Random.Next(7))
        {
            case 0 or 1 when _heard.Count > 0:
                var (sender, section) = _heard[world.Random.Next(_heard.Count)];
                Falsify(sender, section);
                break;
            case 2:
                Say("a pull that knows too much", new PullMessage(1, 10_000, null, null, [new DigestEntry(victim.Source, (ulong)world.Random.Next(1, 1000), (ulong)world.Random.NextInt64())])
                    .ToFrame(SimulatedPeer.Store, Somebody()));
                break;
            case 3:
                var signature = new byte[TestSigner.Size];
                new TestSigner(_self.Peer).Sign([], signature);
                Say("a heartbeat in another's name", new HeartbeatMessage(
                    (ulong)world.Random.NextInt64(), default, null, null, (ulong)world.Random.NextInt64(), 0, world.Chance(0.5) ? signature : default).ToFrame(SimulatedPeer.Store, victim.Source));
                break;
            case 6:
                Say("a greeting in another's name", new GreetingMessage((ulong)world.Random.NextInt64(), world.Chance(0.5) ? (ulong)world.Random.NextInt64() : null, world.Chance(0.5))
                    .ToFrame(SimulatedPeer.Store, peers[world.Random.Next(peers.Count)].Source));
                break;
            case 4 when _heard.Count > 0:
                Accuse(_heard[world.Random.Next(_heard.Count)].Section);
                break;
            default:
                Say("a time far ahead, signed", Live(_self, _self, ChainHash.Genesis(SimulatedPeer.Store, _self).Prefix, BatchOf(_self, ChainHash.Genesis(SimulatedPeer.Store, _self), 1, 1UL << 53)));
                break;
        }
    }

    /// <summary>A genuine section, and what he makes of it.</summary>
    private void Falsify(Source sender, ReceivedSection section)
    {
        var last = section.Batches[^1];
        Batch[] before = section.Batches[..^1];
        switch (world.Random.Next(7))
        {
            case 0:
                Say("a batch sent again", Live(sender, section.Source, section.ChainBefore, section.Batches));
                break;
            case 1:
                Say("a batch without its signature", Live(Somebody(), section.Source, section.ChainBefore, [.. before, last.WithSignature(default)]));
                break;
            case 2:
                var signature = last.Signature.ToArray();
                signature[world.Random.Next(signature.Length)] ^= 1;
                Say("a damaged signature", Live(sender, section.Source, section.ChainBefore, [.. before, last.WithSignature(signature)]));
                break;
            case 3:
                Say("a batch in another's name", Live(sender, peers[world.Random.Next(peers.Count)].Source, section.ChainBefore, section.Batches));
                break;
            case 4:
                Say("the next batch forged", Live(sender, section.Source, section.ChainBefore, Forge(section, last.Header.BaseTime)));
                break;
            case 5:
                Say("a time far ahead, forged", Live(sender, section.Source, section.ChainBefore, Forge(section, world.Chance(0.5) ? ulong.MaxValue - 2 : 1UL << 53)));
                break;
            default:
                Say("a batch cut out of its feed", Live(sender, section.Source, (ulong)world.Random.NextInt64(), section.Batches));
                break;
        }
    }

    /// <summary>Another batch at the place of a genuine one, signed by him; he does not know the whole of the chain hash, which would not help him.</summary>
    private Batch Forge(ReceivedSection section, ulong time) => BatchOf(_self, default, section.Batches[0].Header.FirstSequence, time);

    /// <summary>A proof that the author of what he heard wrote something else too.</summary>
    private void Accuse(ReceivedSection section)
    {
        var genuine = section.Batches[^1];
        var forged = BatchOf(_self, default, genuine.Header.FirstSequence, genuine.Header.BaseTime);
        var before = genuine.Header.FirstSequence == 1 ? ChainHash.Genesis(SimulatedPeer.Store, section.Source) : default;
        var isSigned = world.Chance(0.7);
        var branches = new[] { genuine, forged }.Select(batch => ForkBranch.Of([isSigned ? batch : batch.WithSignature(default)])).ToArray();
        Say("a forged proof", ProofMessage.ToFrame(SimulatedPeer.Store, Somebody(), ForkProof.Create(SimulatedPeer.Store, section.Source, before, branches[0], branches[1])));
    }

    private static Batch BatchOf(Source author, ChainHash before, ulong sequence, ulong time)
    {
        var builder = new BatchBuilder();
        builder.TryAdd(nameof(BoardKind.Added), time, 0, [0x83, 0x00, 0x18, 0x64, 0x60]);
        var batch = builder.Seal(sequence);
        return new Signatures(SimulatedPeer.Store, new TestSigner(author.Peer)).Sign(author, batch, before.Next(batch.HeaderBytes, batch.BodyBytes));
    }

    private static byte[] Live(Source sender, Source source, ulong chainBefore, params Batch[] batches)
    {
        var section = new BranchSection(source, chainBefore);
        section.Batches.AddRange(batches);
        return LiveMessage.ToFrame(SimulatedPeer.Store, sender, section);
    }

    private Source Somebody() => world.Chance(0.5) ? _self : peers[world.Random.Next(peers.Count)].Source;

    private void Say(string what, byte[] frame)
    {
        world.See($"attacked with {what}");
        if (world.IsTraced) world.Trace($"the attacker says {what}");
        network.Inject(frame, except: null);
    }
}

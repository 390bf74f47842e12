using Akka.Actor;
using Akka.Cluster;

namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>The same replicas to both libraries, whose names take 40 bytes on the wire of either.</summary>
internal static class Replicas
{
    /// <summary>Sources of 32 and 8 bytes, all random, as keys and incarnations are.</summary>
    public static Source[] Ours(int count)
    {
        var random = new Random(1);
        var bytes = new byte[Source.Size];
        var sources = new Source[count];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            sources[i] = new Source(bytes);
        }

        return sources;
    }

    /// <summary>Addresses whose host names have 28 characters, as those of machines in clouds have: with port and random uid 40 bytes of Protocol Buffers.</summary>
    public static UniqueAddress[] Theirs(int count)
    {
        var random = new Random(2);
        var addresses = new UniqueAddress[count];
        for (var i = 0; i < count; i++)
            addresses[i] = new UniqueAddress(new Address("akka.tcp", "cluster", $"ip-10-0-{i:x7}.ec2.internal", 4053), random.Next());
        return addresses;
    }
}

using Scuttlegen.Runtime;
using Scuttlegen.Testing;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Sources and stamps for tests.</summary>
internal static class Peers
{
    public static Source Source(int number) => Author.SourceOf(number);

    /// <summary>The same peer as <see cref="Source"/>'s under its next incarnation.</summary>
    public static Source NextIncarnation(int number)
    {
        Span<byte> bytes = stackalloc byte[Scuttlegen.Source.Size];
        Source(number).CopyTo(bytes);
        bytes[PeerId.Size]++;
        return new Source(bytes);
    }

    public static Stamp Stamp(ulong time, int source) => new(time, Source(source));

    public static Dot Dot(int source, ulong sequence, uint n = 0) => new(Source(source), sequence, n);

    /// <summary>The context of a reducer that reduces the update at that place of the source's feed.</summary>
    public static ReplayContext Context(Source source, ulong sequence)
    {
        var sources = new SourceTable();
        var context = new ReplayContext(default, sources);
        context.Enter(new LogEntry(null, 0, time: 1, sequence, wallClock: 0, sources.GetOrAdd(source)), "reducer");
        return context;
    }
}

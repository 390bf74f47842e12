using System.Reflection;
using Scuttlegen.Runtime;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Sources and stamps for tests.</summary>
internal static class Peers
{
    public static Source Source(int number)
    {
        Span<byte> bytes = stackalloc byte[Scuttlegen.Source.Size];
        bytes.Clear();
        // Not in the order of the numbers, so that no test leans on it.
        bytes[0] = (byte)(0xa0 ^ (number * 0x53));
        bytes[^1] = (byte)number;
        return new Source(bytes);
    }

    public static Stamp Stamp(ulong time, int source) => new(time, Source(source));

    public static Dot Dot(int source, ulong sequence, uint n = 0) => new(Source(source), sequence, n);

    /// <summary>The context of a reducer, which only the runtime makes.</summary>
    public static ReplayContext Context(Source source, ulong sequence)
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var tableType = typeof(ReplayContext).Assembly.GetType("Scuttlegen.SourceTable", throwOnError: true)!;
        var table = Activator.CreateInstance(tableType)!;
        var index = tableType.GetMethod("GetOrAdd", Hidden)!.Invoke(table, [source]);
        var context = (ReplayContext)typeof(ReplayContext).GetConstructors(Hidden).Single().Invoke([default(StoreId), table]);
        var entry = (LogEntry)typeof(LogEntry).GetConstructors(Hidden).Single(static c => c.GetParameters().Length == 6)
            .Invoke([null, 0, 1UL, sequence, 0L, index]);
        context.Enter(entry, "reducer");
        return context;
    }
}

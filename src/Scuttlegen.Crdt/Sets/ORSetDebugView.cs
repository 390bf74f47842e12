using System.Diagnostics;

namespace Scuttlegen.Crdt;

/// <summary>Shows a set's elements in the debugger.</summary>
internal sealed class ORSetDebugView<T>(ORSet<T> set)
    where T : notnull
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public T[] Elements => [.. set];
}

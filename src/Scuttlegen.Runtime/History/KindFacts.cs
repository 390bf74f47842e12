using System.ComponentModel;

namespace Scuttlegen.Runtime;

/// <summary>
/// What reducing one kind depends on and changes, as sets of slices: bit i stands for the state's i-th member, the last bit for all members
/// from the 64th on. A set may be too large, never too small.
/// </summary>
/// <param name="Reads">What its guard and its root-level reducer read. A slice's own reducer reads its slice, which goes without saying.</param>
/// <param name="Writes">What its reducers write.</param>
/// <param name="Commutes">Whether its author promises that updates of this kind may be applied in any order (R4).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct KindFacts(ulong Reads, ulong Writes, bool Commutes = false)
{
    /// <summary>Every slice.</summary>
    public const ulong AllSlices = ulong.MaxValue;

    /// <summary>A kind of which nothing is known: it reads and writes everything.</summary>
    public static KindFacts Unknown => new(AllSlices, AllSlices);
}

using Scuttlegen.Crdt.Causality;
using Leaves = Scuttlegen.Crdt.Collections.SortedMap<System.UInt128, int, Scuttlegen.Crdt.Collections.NaturalOrder<System.UInt128>>;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// In which leaves an author's elements are: from each key up to the next one, all in the leaf that it names. Where a document was typed in order, keys are few.
/// </summary>
internal sealed class Elements(Author author, Leaves leaves)
{
    public Author Author { get; } = author;

    public Leaves Leaves { get; } = leaves;
}

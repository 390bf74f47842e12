namespace Scuttlegen.Crdt;

/// <summary>
/// Makes a record of CRDTs a CRDT itself: the generator writes <c>Empty</c>, <c>Merge</c>, <c>IsSubsumedBy</c>, deltas with <c>MergeDelta</c>, <c>With</c> for changes, and canonical bytes.
/// </summary>
/// <remarks>
/// <para>
/// The record is declared <c>sealed partial</c>. Its members are positional parameters, or properties with an <c>init</c> accessor, and each is a CRDT with a codec: one of this library, one of your own
/// (<see cref="ICrdt{TSelf}"/> or <see cref="IDeltaCrdt{TSelf, TDelta}"/>, and <see cref="Wire.ICborCodec{TSelf}"/>), or another <c>[CrdtState]</c>.
/// </para>
/// <para>
/// Values merge member by member, so the record is the product of its members' lattices. What each merge costs, and how ties are settled, is the members' affair.
/// </para>
/// <para>
/// <b>Members may be appended.</b> On the wire a value is an array of its members in declared order, without the empty ones at its end: bytes from before a member was there are still the canonical bytes of the same value. What a newer version wrote in an
/// appended member an older one refuses, rather than lose it.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [CrdtState]
/// public sealed partial record Note(LWWRegister&lt;string&gt; Title, ORSet&lt;string&gt; Tags);
///
/// var (note, delta) = Note.Empty.With(tags: Note.Empty.Tags.Add("urgent", dot));   // send the delta, or
/// var both = note.Merge(other);                                                     // merge whole values
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CrdtStateAttribute : Attribute;

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A flag that can be enabled and disabled any number of times, and begins disabled. Disabling takes back what it has observed: where one enables and another disables, and neither knew of the other, the flag is enabled.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> each enabling is named by a <see cref="Dot"/>; the flag is enabled while it has a dot. Enabling supersedes its own source's earlier enablings, and no others.
/// </para>
/// <para>
/// <b>Merge:</b> a dot stays if both sides have it, or if one side has it and the other's causal context has not seen it. There are no ties: dots are unique. No tombstones are left, only the context.
/// </para>
/// <para><b>Deltas</b> are flags that have seen the changed dots alone.</para>
/// <para>
/// <b>In reducers, what is disabled comes from the action.</b> A reducer replays at the update's place in the one order, where the flag may hold enablings that the author had not seen. So observe where you dispatch,
/// <c>new Muted(state.Sound.Observe())</c>, and apply what was observed where you reduce: <c>state.Sound.Disable(action.Observed)</c>.
/// </para>
/// <para>
/// <b>Who may enable:</b> as for <see cref="ORSet{T}.Add"/>, the value must have seen every earlier dot of the dot's source, and dots ascend. A source's own replica, and every reducer, sees to that.
/// </para>
/// <para><b>Complexity,</b> for s sources and d ≤ s concurrent enablings, mostly one: enable and disable O(d + log s); merge O(d log s + m log(s/m + 1)).</para>
/// <para>Almeida, Shoker and Baquero 2018 (enable-wins flag).</para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class EWFlag : IDeltaCrdt<EWFlag, EWFlag>, ICborCodec<EWFlag>
{
    private const int ItemCount = 2;

    private readonly Dot[] _dots;
    private readonly DotContext _context;

    private EWFlag(Dot[] dots, DotContext context) => (_dots, _context) = (dots, context);

    /// <summary>The flag that has seen nothing: disabled.</summary>
    public static EWFlag Empty { get; } = new([], default);

    /// <summary>Whether the flag is enabled.</summary>
    public bool IsEnabled => _dots.Length > 0;

    internal DotContext Context => _context;

    private string DebuggerDisplay => IsEnabled ? $"enabled by {_dots.Length}" : "disabled";

    /// <summary>Enables the flag, also if it is enabled: the new enabling outlives a disabling that has only observed the old ones.</summary>
    /// <param name="dot">The enabling's own dot, later than all its source's earlier ones, which this value has seen. A dot that this value has seen enables nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    public Mutation<EWFlag, EWFlag> Enable(Dot dot)
    {
        dot.Validate(nameof(dot));
        var isNew = !_context.Contains(dot);
        var context = _context.WithPrefix(dot, out _);
        var added = _context.Added(dot);
        var superseded = DotSets.OwnEarlier(_dots, dot);
        if (!isNew && superseded.Length == 0 && added.IsEmpty) return new(this, Empty);

        var kept = DotSets.Except(_dots, superseded);
        return new(
            new EWFlag(isNew ? DotSets.With(kept, dot) : kept, context),
            new EWFlag(isNew ? [dot] : [], added.With(superseded)));
    }

    /// <summary>What disabling would take back now: the enablings that this value has observed. Put it into the action.</summary>
    public ObservedDots Observe() => new(_dots);

    /// <summary>Takes back the enablings that were observed, those that have yet to arrive included. Concurrent ones stay.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="observed"/> is <see langword="null"/>.</exception>
    public Mutation<EWFlag, EWFlag> Disable(ObservedDots observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        if (observed.IsEmpty) return new(this, Empty);
        var delta = new EWFlag([], default(DotContext).With(observed.Array));
        return new(Merge(delta), delta);
    }

    /// <summary>Takes back every enabling that this value has observed.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there the value holds enablings that the action's author had not seen. Use <see cref="Observe"/> and <see cref="Disable(ObservedDots)"/>.</remarks>
    public Mutation<EWFlag, EWFlag> Disable() => Disable(Observe());

    /// <inheritdoc/>
    public EWFlag Merge(EWFlag other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other)) return this;
        var dots = DotSets.Merge(_dots, _context, other._dots, other._context);
        var isKnown = other._context.IsSubsetOf(_context);
        return isKnown && ReferenceEquals(dots, _dots) ? this : new EWFlag(dots, isKnown ? _context : _context.Merge(other._context));
    }

    /// <inheritdoc/>
    public EWFlag MergeDelta(EWFlag delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(EWFlag other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Merge(this).Equals(other);
    }

    /// <summary>Whether both have the same enablings, and have seen the same.</summary>
    /// <remarks>To compare the flags alone, compare <see cref="IsEnabled"/>.</remarks>
    public bool Equals([NotNullWhen(true)] EWFlag? other) =>
        ReferenceEquals(this, other) || (other is not null && DotSets.AreEqual(_dots, other._dots) && _context.SetEquals(other._context));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as EWFlag);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_dots.Length, _context.GetHashCode());

    /// <inheritdoc/>
    public static int GetMaxSize(EWFlag value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(1 + DotContextCodec.GetMaxSize(value._context) + DotContextCodec.GetMaxSize(value._dots));
    }

    /// <summary>Writes <c>[context, [(source, sequence, n)*]]</c>: dots ascending, each dot's source as its index among the context's sources.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, EWFlag value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(ItemCount);
        DotContextCodec.Write(ref writer, value._context);
        DotContextCodec.Write(ref writer, value._dots, DotContextCodec.SourcesOf(value._context));
    }

    /// <inheritdoc/>
    public static EWFlag Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var context = DotContextCodec.Read(ref reader, out var sources);
        var dots = DotContextCodec.Read(ref reader, context, sources);
        reader.Leave();
        return new EWFlag(dots, context);
    }

    /// <summary>Whether both have the same enablings, and have seen the same.</summary>
    public static bool operator ==(EWFlag? left, EWFlag? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in enablings or in what they have seen.</summary>
    public static bool operator !=(EWFlag? left, EWFlag? right) => !(left == right);
}

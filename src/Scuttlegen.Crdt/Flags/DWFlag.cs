using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A flag that can be enabled and disabled any number of times, and begins disabled. Enabling takes back the disablings that it has observed: where one enables and another disables, and neither knew of the other, the flag is disabled.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> enablings and disablings are both named by <see cref="Dot"/>s; the flag is enabled if it was ever enabled and has no disabling that no enabling has taken back.
/// </para>
/// <para><b>Merge:</b> of either kind, a dot stays if both sides have it, or if one side has it and the other's causal context has not seen it. There are no ties: dots are unique.</para>
/// <para><b>Deltas</b> are flags that have seen the changed dots alone.</para>
/// <para>
/// <b>In reducers, what enabling takes back comes from the action.</b> A reducer replays at the update's place in the one order, where the flag may hold disablings that the author had not seen, and which must win. So observe
/// where you dispatch, <c>new Reopened(state.Open.Observe())</c>, and apply what was observed where you reduce: <c>state.Open.Enable(Dot.From(context), action.Observed)</c>. Disabling observes nothing.
/// </para>
/// <para><b>Whose dots:</b> as for <see cref="ORSet{T}.Add"/>, the value must have seen every earlier dot of the dot's source, and dots ascend. A source's own replica, and every reducer, sees to that.</para>
/// <para><b>Complexity,</b> for s sources and d ≤ s concurrent changes, mostly one: enable and disable O(d + log s); merge O(d log s + m log(s/m + 1)). A disabled flag keeps one dot per source that disabled it.</para>
/// <para>Almeida, Shoker and Baquero 2018 (disable-wins flag; there it begins enabled).</para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class DWFlag : IDeltaCrdt<DWFlag, DWFlag>, ICborCodec<DWFlag>
{
    private const int ItemCount = 2;

    private readonly EWFlag _enabled;
    private readonly EWFlag _disabled;

    private DWFlag(EWFlag enabled, EWFlag disabled) => (_enabled, _disabled) = (enabled, disabled);

    /// <summary>The flag that has seen nothing: disabled.</summary>
    public static DWFlag Empty { get; } = new(EWFlag.Empty, EWFlag.Empty);

    /// <summary>Whether the flag is enabled.</summary>
    public bool IsEnabled => _enabled.IsEnabled && !_disabled.IsEnabled;

    private string DebuggerDisplay => IsEnabled ? "enabled" : "disabled";

    /// <summary>What enabling would take back now: the disablings that this value has observed. Put it into the action.</summary>
    public ObservedDots Observe() => _disabled.Observe();

    /// <summary>Enables the flag, and takes back the disablings that were observed, those that have yet to arrive included. Concurrent ones stay, and win.</summary>
    /// <param name="dot">The enabling's own dot, later than all its source's earlier ones, which this value has seen.</param>
    /// <param name="observed">The disablings to take back.</param>
    /// <exception cref="ArgumentNullException"><paramref name="observed"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    public Mutation<DWFlag, DWFlag> Enable(Dot dot, ObservedDots observed)
    {
        var (enabled, enabling) = _enabled.Enable(dot);
        var (disabled, takingBack) = _disabled.Disable(observed);
        return new(With(enabled, disabled), Empty.With(enabling, takingBack));
    }

    /// <summary>Enables the flag, and takes back every disabling that this value has observed.</summary>
    /// <param name="dot">The enabling's own dot, later than all its source's earlier ones, which this value has seen.</param>
    /// <remarks>For a replica of your own. Not for reducers: there the value holds disablings that the action's author had not seen. Use <see cref="Observe"/> and <see cref="Enable(Dot, ObservedDots)"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    public Mutation<DWFlag, DWFlag> Enable(Dot dot) => Enable(dot, Observe());

    /// <summary>Disables the flag, also if it is disabled: the new disabling outlives an enabling that has only observed the old ones.</summary>
    /// <param name="dot">The disabling's own dot, later than all its source's earlier ones, which this value has seen. A dot that this value has seen disables nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    public Mutation<DWFlag, DWFlag> Disable(Dot dot)
    {
        var (disabled, disabling) = _disabled.Enable(dot);
        return new(With(_enabled, disabled), Empty.With(EWFlag.Empty, disabling));
    }

    /// <inheritdoc/>
    public DWFlag Merge(DWFlag other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return With(_enabled.Merge(other._enabled), _disabled.Merge(other._disabled));
    }

    /// <inheritdoc/>
    public DWFlag MergeDelta(DWFlag delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(DWFlag other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _enabled.IsSubsumedBy(other._enabled) && _disabled.IsSubsumedBy(other._disabled);
    }

    /// <summary>Whether both have the same enablings and disablings, and have seen the same.</summary>
    /// <remarks>To compare the flags alone, compare <see cref="IsEnabled"/>.</remarks>
    public bool Equals([NotNullWhen(true)] DWFlag? other) => other is not null && _enabled.Equals(other._enabled) && _disabled.Equals(other._disabled);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as DWFlag);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_enabled, _disabled);

    /// <inheritdoc/>
    public static int GetMaxSize(DWFlag value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(1 + EWFlag.GetMaxSize(value._enabled) + EWFlag.GetMaxSize(value._disabled));
    }

    /// <summary>Writes <c>[enablings, disablings]</c>, each as an <see cref="EWFlag"/>.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, DWFlag value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(ItemCount);
        EWFlag.Write(ref writer, value._enabled);
        EWFlag.Write(ref writer, value._disabled);
    }

    /// <inheritdoc/>
    public static DWFlag Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var enabled = EWFlag.Read(ref reader);
        var disabled = EWFlag.Read(ref reader);
        reader.Leave();
        return Empty.With(enabled, disabled);
    }

    /// <summary>Whether both have the same enablings and disablings, and have seen the same.</summary>
    public static bool operator ==(DWFlag? left, DWFlag? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in enablings, disablings or what they have seen.</summary>
    public static bool operator !=(DWFlag? left, DWFlag? right) => !(left == right);

    private DWFlag With(EWFlag enabled, EWFlag disabled) =>
        ReferenceEquals(enabled, _enabled) && ReferenceEquals(disabled, _disabled) ? this : new DWFlag(enabled, disabled);
}

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>A flag that begins disabled and, once enabled by anyone, stays enabled for good.</summary>
/// <remarks>
/// <para><b>Merge:</b> or. There are no ties, and no dots: to enable twice is to enable once.</para>
/// <para><b>Deltas</b> are flags.</para>
/// <para><b>Complexity:</b> everything O(1), one byte.</para>
/// <para>Shapiro et al. 2011, the lattice of two elements.</para>
/// </remarks>
[DebuggerDisplay("{IsEnabled}")]
public sealed partial class OneWayFlag : IDeltaCrdt<OneWayFlag, OneWayFlag>, ICborCodec<OneWayFlag>
{
    private static readonly OneWayFlag Enabled = new(true);

    private OneWayFlag(bool isEnabled) => IsEnabled = isEnabled;

    /// <summary>The flag that nobody enabled.</summary>
    public static OneWayFlag Empty { get; } = new(false);

    /// <summary>Whether anyone enabled the flag.</summary>
    public bool IsEnabled { get; }

    /// <summary>Enables the flag, for good.</summary>
    public Mutation<OneWayFlag, OneWayFlag> Enable() => new(Enabled, IsEnabled ? Empty : Enabled);

    /// <inheritdoc/>
    public OneWayFlag Merge(OneWayFlag other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsEnabled ? this : other;
    }

    /// <inheritdoc/>
    public OneWayFlag MergeDelta(OneWayFlag delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(OneWayFlag other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return !IsEnabled || other.IsEnabled;
    }

    /// <summary>Whether both are enabled, or neither is.</summary>
    public bool Equals([NotNullWhen(true)] OneWayFlag? other) => other is not null && IsEnabled == other.IsEnabled;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as OneWayFlag);

    /// <inheritdoc/>
    public override int GetHashCode() => IsEnabled.GetHashCode();

    /// <inheritdoc/>
    public static int GetMaxSize(OneWayFlag value) => 1;

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, OneWayFlag value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteBoolean(value.IsEnabled);
    }

    /// <inheritdoc/>
    public static OneWayFlag Read(ref CborReader reader) => reader.ReadBoolean() ? Enabled : Empty;

    /// <summary>Whether both are enabled, or neither is.</summary>
    public static bool operator ==(OneWayFlag? left, OneWayFlag? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether one is enabled and the other is not.</summary>
    public static bool operator !=(OneWayFlag? left, OneWayFlag? right) => !(left == right);
}

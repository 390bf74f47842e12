using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// What the author of an action had observed of a flag or a register, as the action carries it: the dots of the changes that it takes back or replaces, and of no others.
/// </summary>
/// <remarks>Made by <c>Observe</c> where the action is dispatched, applied to the same CRDT where it is reduced.</remarks>
[DebuggerDisplay("{Dots.Length} dots")]
[JsonConverter(typeof(CrdtJsonConverter<ObservedDots>))]
public sealed class ObservedDots : IEquatable<ObservedDots>, ICborCodec<ObservedDots>, IJsonReadable
{
    internal ObservedDots(Dot[] dots) => Array = dots;

    /// <summary>The dots, ascending.</summary>
    public ImmutableArray<Dot> Dots => ImmutableCollectionsMarshal.AsImmutableArray(Array);

    /// <summary>Whether nothing was observed.</summary>
    public bool IsEmpty => Array.Length == 0;

    internal Dot[] Array { get; }

    /// <summary>Whether both observed the same dots.</summary>
    public bool Equals([NotNullWhen(true)] ObservedDots? other) => other is not null && DotSets.AreEqual(Array, other.Array);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ObservedDots);

    /// <inheritdoc/>
    public override int GetHashCode() => IsEmpty ? 0 : HashCode.Combine(Array.Length, Array[0]);

    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var dot in Array) writer.WriteStringValue(dot.ToString());
        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public static int GetMaxSize(ObservedDots value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(5 + (Dot.GetMaxSize(default) * value.Array.Length));
    }

    /// <summary>Writes <c>[dot*]</c>, ascending.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, ObservedDots value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(value.Array.Length);
        foreach (var dot in value.Array) Dot.Write(ref writer, dot);
    }

    /// <inheritdoc/>
    public static ObservedDots Read(ref CborReader reader)
    {
        var count = reader.ReadArrayHeader();
        reader.Enter();
        var dots = new List<Dot>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            dots.Add(Dot.Read(ref reader));
            if (index > 0 && dots[index - 1] >= dots[index]) Refuse.OutOfOrder(start, "Observed dots");
        }

        reader.Leave();
        return new ObservedDots([.. dots]);
    }

    /// <summary>Whether both observed the same dots.</summary>
    public static bool operator ==(ObservedDots? left, ObservedDots? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they observed different dots.</summary>
    public static bool operator !=(ObservedDots? left, ObservedDots? right) => !(left == right);
}

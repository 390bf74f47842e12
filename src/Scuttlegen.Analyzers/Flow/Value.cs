using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>What an expression may evaluate to: objects, and the code that a delegate may run. Scalars have neither.</summary>
internal sealed class Value
{
    public static readonly Value None = new([], []);

    private Value(ImmutableArray<Node> nodes, ImmutableArray<Callback> callbacks)
    {
        Nodes = nodes;
        Callbacks = callbacks;
    }

    public ImmutableArray<Node> Nodes { get; }

    public ImmutableArray<Callback> Callbacks { get; }

    public bool IsNone => Nodes.IsEmpty && Callbacks.IsEmpty;

    public static Value Of(Node node) => new([node], []);

    public static Value Of(Callback callback) => new([], [callback]);

    public static Value Of(IEnumerable<Node> nodes)
    {
        var distinct = nodes.Distinct().ToImmutableArray();
        return distinct.IsEmpty ? None : new(distinct, []);
    }

    public Value Or(Value other)
    {
        if (other.IsNone || ReferenceEquals(this, other))
            return this;
        if (IsNone)
            return other;
        var nodes = Union(Nodes, other.Nodes);
        var callbacks = Union(Callbacks, other.Callbacks);
        return nodes.Length == Nodes.Length && callbacks.Length == Callbacks.Length ? this : new Value(nodes, callbacks);
    }

    public Value NodesOnly() => Callbacks.IsEmpty ? this : Nodes.IsEmpty ? None : new Value(Nodes, []);

    private static ImmutableArray<T> Union<T>(ImmutableArray<T> left, ImmutableArray<T> right)
    {
        var builder = default(ImmutableArray<T>.Builder);
        foreach (var item in right)
        {
            if (left.Contains(item) || (builder?.Contains(item) ?? false))
                continue;
            if (builder is null)
            {
                builder = ImmutableArray.CreateBuilder<T>(left.Length + right.Length);
                builder.AddRange(left);
            }

            builder.Add(item);
        }

        return builder is null ? left : builder.ToImmutable();
    }
}

/// <summary>The code behind a delegate: a lambda, or a method with the receiver it was bound to.</summary>
internal sealed record Callback(IAnonymousFunctionOperation? Lambda, IMethodSymbol? Method, Value Receiver)
{
    public bool Equals(Callback? other) =>
        other is not null && ReferenceEquals(Lambda, other.Lambda) && SymbolEqualityComparer.Default.Equals(Method, other.Method);

    public override int GetHashCode() => Lambda?.GetHashCode() ?? SymbolEqualityComparer.Default.GetHashCode(Method);
}

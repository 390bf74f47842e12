using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>What is known of a value while a reducer is read: how it depends on the state.</summary>
internal abstract class Value
{
    /// <summary>No value: the path ends in a throw, or returns nothing.</summary>
    public static readonly Value None = new NoValue();

    private static long _widened;

    public static Value Either(params IEnumerable<Value> values)
    {
        var distinct = new List<Value>();
        foreach (var value in values.SelectMany(v => v is Alternatives some ? some.Values : [v]))
        {
            if (value == None || distinct.Exists(other => Same(other, value)))
                continue;
            var like = distinct.FindIndex(other => Widened(other, value) is not null);
            if (like >= 0)
                distinct[like] = Widened(distinct[like], value)!;
            else
                distinct.Add(value);
        }

        return distinct.Count switch { 0 => None, 1 => distinct[0], _ => new Alternatives(distinct.ToImmutableArray()) };
    }

    // What is independent either way is so; what is joined in one way only, is joined with the value that changes nothing in the other.
    private static Value? Widened(Value x, Value y) => (x, y) switch
    {
        (Independent, Independent) => new Independent(NextKey()),
        (Joined a, Joined b) when Same(a.Before, b.Before) && a.Join == b.Join => new Joined(a.Before, a.Join, NextKey()),
        (Held a, Joined b) when Same(a, b.Before) => new Joined(b.Before, b.Join, NextKey()),
        (Joined a, Held b) when Same(a.Before, b) => new Joined(a.Before, a.Join, NextKey()),
        _ => null,
    };

    private static string NextKey() => $"?{Interlocked.Increment(ref _widened)}";

    /// <summary>Whether both are known to be the same value, whatever the state.</summary>
    public static bool Same(Value x, Value y) => (x, y) switch
    {
        _ when ReferenceEquals(x, y) => true,
        (Independent a, Independent b) => a.Key == b.Key,
        (Held a, Held b) => a.Place == b.Place && a.Entry == b.Entry,
        (Joined a, Joined b) => Same(a.Before, b.Before) && a.Join == b.Join && a.Key == b.Key,
        (Copied a, Copied b) => a.Place == b.Place && SameMembers(a.Members, b.Members),
        (Made a, Made b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type) && SameMembers(a.Members, b.Members),
        (Dependent a, Dependent b) => a.Site == b.Site,
        (Guarded a, Guarded b) => a.Site == b.Site && Same(a.Inner, b.Inner),
        (Alternatives a, Alternatives b) => a.Values.Length == b.Values.Length && a.Values.Zip(b.Values, Same).All(same => same),
        _ => false,
    };

    private static bool SameMembers(ImmutableSortedDictionary<string, Value> x, ImmutableSortedDictionary<string, Value> y) =>
        x.Count == y.Count && x.All(pair => y.TryGetValue(pair.Key, out var other) && Same(pair.Value, other));

    /// <summary>Depends on action and context alone. Two of one key are equal.</summary>
    internal sealed class Independent(string key, bool? flag = null) : Value
    {
        public string Key { get; } = key;

        /// <summary>The value, where it is a constant <see cref="bool"/>.</summary>
        public bool? Flag { get; } = flag;
    }

    /// <summary>Exactly what the state holds at a place, or under one key of the dictionary there.</summary>
    internal sealed class Held(Place place, ITypeSymbol? type, string? entry = null, string fallback = "") : Value
    {
        public Place Place { get; } = place;

        public ITypeSymbol? Type { get; } = type;

        public string? Entry { get; } = entry;

        /// <summary>What stands for an entry that is not there.</summary>
        public string Fallback { get; } = fallback;
    }

    /// <summary>What the state holds, joined with a value that does not depend on the state.</summary>
    internal sealed class Joined(Held before, Join join, string key) : Value
    {
        public Held Before { get; } = before;

        public Join Join { get; } = join;

        public string Key { get; } = key;
    }

    /// <summary>A copy of what the state holds at a place, with some members changed.</summary>
    internal sealed class Copied(Place place, ITypeSymbol? type, ImmutableSortedDictionary<string, Value> members) : Value
    {
        public Place Place { get; } = place;

        public ITypeSymbol? Type { get; } = type;

        public ImmutableSortedDictionary<string, Value> Members { get; } = members;
    }

    /// <summary>A new object, of whose members some are known; the others have their defaults.</summary>
    internal sealed class Made(ITypeSymbol type, ImmutableSortedDictionary<string, Value> members, SyntaxNode site) : Value
    {
        public ITypeSymbol Type { get; } = type;

        public ImmutableSortedDictionary<string, Value> Members { get; } = members;

        public SyntaxNode Site { get; } = site;
    }

    /// <summary>Depends on the state in some other way.</summary>
    internal sealed class Dependent(SyntaxNode site, string? reason = null) : Value
    {
        public SyntaxNode Site { get; } = site;

        public string? Reason { get; } = reason;
    }

    /// <summary>Whether it is this value depends on the state.</summary>
    internal sealed class Guarded(Value inner, SyntaxNode site) : Value
    {
        public Value Inner { get; } = inner;

        public SyntaxNode Site { get; } = site;
    }

    /// <summary>One of several; which one does not depend on the state.</summary>
    internal sealed class Alternatives(ImmutableArray<Value> values) : Value
    {
        public ImmutableArray<Value> Values { get; } = values;
    }

    /// <summary>A lambda or local function.</summary>
    internal sealed class Function(IOperation body, ImmutableArray<IParameterSymbol> parameters, Scope scope) : Value
    {
        public IOperation Body { get; } = body;

        public ImmutableArray<IParameterSymbol> Parameters { get; } = parameters;

        public Scope Scope { get; } = scope;
    }

    /// <summary>The outcome of comparing what the state holds with an independent value, before it is compared with zero.</summary>
    internal sealed class Order(Value subject, string key, bool subjectFirst) : Value
    {
        public Value Subject { get; } = subject;

        public string Key { get; } = key;

        public bool SubjectFirst { get; } = subjectFirst;
    }

    /// <summary>A question to the state that a join may ask of what it joins to.</summary>
    internal sealed class Test(TestKind kind, Value subject, string key, bool isNegated = false, bool maybeTrue = false, bool maybeFalse = false) : Value
    {
        public TestKind Kind { get; } = kind;

        public Value Subject { get; } = subject;

        public string Key { get; } = key;

        public bool IsNegated { get; } = isNegated;

        /// <summary>An independent condition may make it true, or false, whatever the state.</summary>
        public bool MaybeTrue { get; } = maybeTrue;

        public bool MaybeFalse { get; } = maybeFalse;

        public Test Not() => new(Kind, Subject, Key, !IsNegated, MaybeFalse, MaybeTrue);

        public Test Or() => new(Kind, Subject, Key, IsNegated, true, MaybeFalse);

        public Test And() => new(Kind, Subject, Key, IsNegated, MaybeTrue, true);
    }

    private sealed class NoValue : Value;
}

internal enum TestKind
{
    /// <summary>The independent value is the greater one.</summary>
    IsLess,

    /// <summary>The set has the element.</summary>
    Contains,

    /// <summary>The dictionary has the key.</summary>
    HasKey,
}

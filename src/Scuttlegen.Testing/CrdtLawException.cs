namespace Scuttlegen.Testing;

/// <summary>A law that a type breaks: which, on what values, and how to see it again. Any test framework takes it for a failed test.</summary>
public sealed class CrdtLawException : Exception
{
    internal CrdtLawException(CrdtLaw law, Type type, string finding, Exception? innerException = null, string? counterExample = null, string? seed = null)
        : base(Describe(law, type, finding, counterExample, seed), innerException) =>
        (Law, Type, Finding, CounterExample, Seed) = (law, type, finding, counterExample, seed);

    /// <summary>The law that is broken.</summary>
    public CrdtLaw Law { get; }

    /// <summary>The type that breaks it: a CRDT, its delta, or another type with a codec.</summary>
    public Type Type { get; }

    /// <summary>What was expected, and the values for which it does not hold.</summary>
    public string Finding { get; }

    /// <summary>The smallest input found that leads there: the generated values, or the history of the replicas, a step a line; <see langword="null"/> where a test gave the values itself.</summary>
    public string? CounterExample { get; }

    /// <summary>What to give as <c>seed</c> to begin with this counter-example; <see langword="null"/> where a test gave the values itself.</summary>
    public string? Seed { get; }

    /// <summary>The same finding together with the input that led to it.</summary>
    internal CrdtLawException Of(string counterExample, string seed) => new(Law, Type, Finding, InnerException ?? this, counterExample, seed);

    private static string Describe(CrdtLaw law, Type type, string finding, string? counterExample, string? seed)
    {
        var text = $"{Text.NameOf(type)} breaks the law {law}: {finding}";
        if (counterExample is not null) text += $"\nThe smallest counter-example found:\n{counterExample}";
        return seed is null ? text : text + $"\nTo repeat it: seed: \"{seed}\"";
    }
}

namespace Scuttlegen.Testing;

/// <summary>How hard a law is tried.</summary>
public sealed record LawOptions
{
    /// <summary>What is used where nothing else is said.</summary>
    public static LawOptions Default { get; } = new();

    /// <summary>How many cases are generated; at least 1. Default: 300, which takes well under a second for most types.</summary>
    public long Iterations { get; init; } = 300;

    /// <summary>The seed that a failure named, to begin with its counter-example; <see langword="null"/>, the default, for another one each time.</summary>
    public string? Seed { get; init; }
}

using System.Collections.Immutable;
using System.Globalization;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>What a member of a referenced assembly does with the objects it is given: the flow words of <c>Apis.txt</c>.</summary>
/// <param name="Kinds">The words.</param>
/// <param name="Mutated">For <see cref="ApiFlows.Mutates"/>, which arguments; empty: the receiver, or the first argument of a static method.</param>
internal sealed record ApiFlow(ApiFlows Kinds, ImmutableArray<int> Mutated)
{
    /// <summary>Reads <c>Mutates(0,2)+View</c>; <see langword="null"/> where the words are no flows.</summary>
    public static ApiFlow? Parse(string words)
    {
        var kinds = ApiFlows.None;
        var mutated = ImmutableArray<int>.Empty;
        foreach (var word in words.Split('+'))
        {
            var open = word.IndexOf('(');
            if (!Enum.TryParse<ApiFlows>(open < 0 ? word : word.Substring(0, open), out var kind))
                return null;
            kinds |= kind;
            if (open >= 0)
                mutated = word.Substring(open + 1).TrimEnd(')').Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToImmutableArray();
        }

        return new ApiFlow(kinds, mutated);
    }
}

/// <summary>The flow words of <c>Apis.txt</c>, whose head explains them.</summary>
[Flags]
internal enum ApiFlows
{
    None = 0,
    Mutates = 1 << 0,
    Reads = 1 << 1,
    Fresh = 1 << 2,
    View = 1 << 3,
    Unordered = 1 << 4,
    OrderFree = 1 << 5,
    OrderBound = 1 << 6,
}

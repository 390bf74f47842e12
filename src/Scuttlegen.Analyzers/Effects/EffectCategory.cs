namespace Scuttlegen.Analyzers.Effects;

/// <summary>
/// Why the outcome of a call may differ between two peers. The names are the first column of <c>Apis.txt</c>. Flags, so that
/// a set of them is one value.
/// </summary>
[Flags]
internal enum EffectCategory
{
    /// <summary>Known to have none: how <c>Apis.txt</c> exempts a member of a type, or a type of a namespace.</summary>
    Pure = 0,

    /// <summary>Reads a clock.</summary>
    Clock = 1 << 0,

    /// <summary>Draws a random value.</summary>
    Randomness = 1 << 1,

    /// <summary>Reaches beyond the process: files, network, console, other processes, the process itself.</summary>
    InputOutput = 1 << 2,

    /// <summary>Reads or writes a slice that is its peer's own. Found by its attribute, not in <c>Apis.txt</c>.</summary>
    LocalSlice = 1 << 3,
}

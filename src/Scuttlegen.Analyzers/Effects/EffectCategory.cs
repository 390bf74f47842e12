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

    /// <summary>Depends on the machine's time zone.</summary>
    TimeZone = 1 << 4,

    /// <summary>Depends on the machine, the process or its settings.</summary>
    Environment = 1 << 5,

    /// <summary>Depends on a culture.</summary>
    Culture = 1 << 6,

    /// <summary>Uses a hash code that varies by process.</summary>
    HashCode = 1 << 7,

    /// <summary>Computes floating-point numbers whose last bits vary by platform.</summary>
    FloatingPoint = 1 << 8,

    /// <summary>Uses threads, tasks, locks or timers.</summary>
    Concurrency = 1 << 9,

    /// <summary>Depends on object identity or on the garbage collector.</summary>
    Identity = 1 << 10,

    /// <summary>Looks at the call stack, or at where the source was built.</summary>
    StackTrace = 1 << 11,

    /// <summary>Uses reflection, or code made at run time.</summary>
    Reflection = 1 << 12,

    /// <summary>Uses native code, or memory that may hold anything.</summary>
    Unsafe = 1 << 13,

    /// <summary>Uses what flows with the thread or the call.</summary>
    Ambient = 1 << 14,

    /// <summary>Matches with a timeout.</summary>
    RegexTimeout = 1 << 15,

    /// <summary>Uses a serializer that depends on reflection or settings.</summary>
    Serializer = 1 << 16,

    /// <summary>Depends on the order of an unordered collection. Found by data flow, as all that follow.</summary>
    UnorderedEnumeration = 1 << 17,

    /// <summary>Leaves the order of equal elements to an unstable sort.</summary>
    UnstableSort = 1 << 18,

    /// <summary>Leaves what becomes of an overflow to the project's settings.</summary>
    OverflowContext = 1 << 19,

    /// <summary>Changes what it was given.</summary>
    InputMutation = 1 << 20,

    /// <summary>Writes static state.</summary>
    StaticWrite = 1 << 21,

    /// <summary>Reads static state that can change.</summary>
    StaticRead = 1 << 22,

    /// <summary>Puts a mutable object into the state.</summary>
    EscapingMutable = 1 << 23,

    /// <summary>Puts something that is evaluated later into the state.</summary>
    EscapingLazy = 1 << 24,

    /// <summary>Calls a member of which nothing is known.</summary>
    UnverifiedCall = 1 << 25,

    /// <summary>Recurses as deep as the state is nested.</summary>
    Recursion = 1 << 26,
}

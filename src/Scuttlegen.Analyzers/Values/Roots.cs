namespace Scuttlegen.Analyzers.Values;

/// <summary>What a value was reached from.</summary>
[Flags]
internal enum Roots
{
    None = 0,
    State = 1,
    Action = 2,
    Context = 4,

    /// <summary>A static member, or a call that is given nothing.</summary>
    Static = 8,

    /// <summary>Made here: an object, a literal, a default.</summary>
    Fresh = 16,

    /// <summary>Anything else: a lambda's parameter, the receiver of an entry point.</summary>
    Other = 32,
}

namespace Scuttlegen.Generators.Model;

/// <summary>What a store needs to know of an action.</summary>
/// <param name="Type">The type as written in generated code.</param>
/// <param name="ShortName">The type as written in messages.</param>
/// <param name="IsLocal">Whether it never leaves its peer (R7): it has no codec, and its kind serves only messages and draws.</param>
/// <param name="Supertypes">The base types and interfaces that are nobody else's but its authors', in ordinal order: a guard of one of them judges it.</param>
/// <param name="RoundTripsExactly">Whether no reducer can tell a decoded action from the original, and nobody else can mutate it.</param>
internal sealed record ActionFacts(
    string Type, string ShortName, string Kind, bool IsValueType, bool IsPublic, bool RoundTripsExactly, string Layout, AssemblyFact Assembly, bool IsLocal = false,
    EquatableArray<string> Supertypes = default)
{
    private const string GenesisKind = "$genesis";

    /// <summary>What comes before every update: reduced as an action is, and never dispatched or gossiped.</summary>
    public static readonly ActionFacts Genesis = new(
        "global::Scuttlegen.Genesis", "Genesis", GenesisKind, IsValueType: false, IsPublic: true, RoundTripsExactly: true, Layout: "", new AssemblyFact("Scuttlegen.Runtime", IsPlatform: false));

    public bool IsGenesis => Kind == GenesisKind;
}

/// <summary>An assembly that holds code a store runs.</summary>
internal sealed record AssemblyFact(string Name, bool IsPlatform);

/// <summary>A <c>[GossipAction]</c> type and its codec.</summary>
internal sealed record ActionModel(
    ActionFacts Facts,
    DeclarationModel Declaration,
    string CodecClass,
    bool IsRecursive,
    ObjectModel Root,
    EquatableArray<HelperType> Helpers,
    EquatableArray<ObjectModel> Objects);

/// <summary>Where generated members of a type go.</summary>
/// <param name="HintName">The file name without its feature, unique also where letter case is ignored.</param>
/// <param name="Namespace">The namespace, escaped, or empty.</param>
/// <param name="Headers">The declarations to open, outermost first: <c>partial class Outer</c>, <c>partial record Inner</c>.</param>
internal sealed record DeclarationModel(string HintName, string Namespace, EquatableArray<string> Headers);

/// <summary>A type that is encoded as the CBOR array of its members.</summary>
/// <param name="IsTuple">Whether it is created as a tuple, without its type's name.</param>
/// <param name="MayBeDerived">Whether an instance may be of a type derived from it, whose further members are not known here.</param>
internal sealed record ObjectModel(string Helper, string Type, bool IsValueType, EquatableArray<MemberModel> Members, bool IsTuple = false, bool MayBeDerived = false)
{
    /// <summary>The members that are on the wire.</summary>
    public IReadOnlyList<MemberModel> Encoded => [.. Members.Where(m => m.Fixed is null)];
}

/// <summary>One member of an action, of a state, or of a type nested in either.</summary>
/// <param name="Access">The member's identifier, escaped.</param>
/// <param name="Local">The local that holds it while reading.</param>
/// <param name="Missing">The expression for an array that ends before it; <see langword="null"/> if that is an error.</param>
/// <param name="IsArgument">Whether it is passed to the constructor, in the order of the members.</param>
/// <param name="IsAssigned">Whether it is assigned in the object initializer.</param>
/// <param name="Fixed">The value that it has after reading if it is not encoded; it then has no wire type.</param>
internal sealed record MemberModel(
    string Name, string Access, string Local, WireType Type, string? Missing, bool IsArgument, bool IsAssigned, string? Fixed = null);

namespace Scuttlegen.Analyzers;

/// <summary>
/// The ids of this assembly's rules. Once released an id is never used for anything else: users have it in their
/// <c>.editorconfig</c>. 0xxx usage, 1xxx determinism, 2xxx purity, 3xxx actions and wire, 4xxx state and CRDT, 5xxx commutation.
/// </summary>
internal static class RuleIds
{
    public const string AllowListUnreadable = "SCUT0021";

    public const string ClockRead = "SCUT1001";
    public const string Randomness = "SCUT1002";
    public const string InputOutput = "SCUT1003";
    public const string TimeZoneRead = "SCUT1004";
    public const string EnvironmentRead = "SCUT1005";
    public const string CultureSensitive = "SCUT1006";
    public const string HashCode = "SCUT1007";
    public const string UnorderedEnumeration = "SCUT1008";
    public const string UnstableSort = "SCUT1009";
    public const string FloatingPoint = "SCUT1010";
    public const string Concurrency = "SCUT1011";
    public const string ObjectIdentity = "SCUT1012";
    public const string StackTrace = "SCUT1013";
    public const string Reflection = "SCUT1014";
    public const string UnsafeMemory = "SCUT1015";
    public const string AmbientState = "SCUT1016";
    public const string RegexTimeout = "SCUT1017";
    public const string SerializerDefaults = "SCUT1018";
    public const string OverflowContext = "SCUT1019";

    public const string LocalSliceTouched = "SCUT2001";
    public const string InputMutated = "SCUT2002";
    public const string StaticWritten = "SCUT2003";
    public const string StaticRead = "SCUT2004";
    public const string MutableEscapes = "SCUT2005";
    public const string LazyEscapes = "SCUT2006";
    public const string UnverifiedCall = "SCUT2007";
    public const string UnboundedRecursion = "SCUT2008";

    public const string ActionMutable = "SCUT3006";
    public const string ActionUnsealed = "SCUT3007";

    public const string MutableState = "SCUT4002";
    public const string UnorderedState = "SCUT4003";
    public const string CrdtReplaced = "SCUT4004";
    public const string CrdtStateMember = "SCUT4005";
    public const string MergeNotJoin = "SCUT4006";
    public const string ReplicaIdMixedUp = "SCUT4007";
    public const string DroppedResult = "SCUT4008";
    public const string CrdtComparedByReference = "SCUT4009";
    public const string ObservedFromState = "SCUT4010";

    public const string CommutesUnproven = "SCUT5001";
    public const string CommutesCouldBeDeclared = "SCUT5002";
}

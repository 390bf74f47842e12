namespace Scuttlegen.Generators.Rules;

/// <summary>The ids of this assembly's rules: 0xxx usage, 3xxx actions and wire, 4xxx state.</summary>
internal static class RuleIds
{
    public const string NotPartial = "SCUT0001";
    public const string StoreWithoutReducers = "SCUT0002";
    public const string ActionWithoutReducer = "SCUT0003";
    public const string DuplicateReducer = "SCUT0004";
    public const string InvalidReducer = "SCUT0005";
    public const string ReducerWithoutStore = "SCUT0006";
    public const string AmbiguousSlice = "SCUT0007";
    public const string UnknownSlice = "SCUT0008";
    public const string MissingInitialState = "SCUT0009";
    public const string StateCannotBeCopied = "SCUT0010";
    public const string UnsupportedStore = "SCUT0011";
    public const string UnclaimedReducer = "SCUT0012";
    public const string LocalActionOnGossipedState = "SCUT0013";
    public const string GossipedActionOnLocalSlice = "SCUT0014";
    public const string LocalAndGossiped = "SCUT0015";
    public const string MisplacedLocalSlice = "SCUT0016";
    public const string InvalidGuard = "SCUT0017";
    public const string InvalidVerifier = "SCUT0018";
    public const string InvalidSigner = "SCUT0019";
    public const string MemberIsGenerated = "SCUT0020";
    public const string InvalidAdmission = "SCUT0022";

    public const string UnsupportedMember = "SCUT3001";
    public const string UnsupportedAction = "SCUT3002";
    public const string DuplicateKind = "SCUT3003";
    public const string InvalidKind = "SCUT3004";
    public const string UnsupportedUnion = "SCUT3005";

    public const string UnrecordedKind = "SCUT3010";
    public const string IncompatibleLayout = "SCUT3011";
    public const string UndeclaredKind = "SCUT3012";
    public const string AppendedWithoutDefault = "SCUT3013";
    public const string OutdatedRecord = "SCUT3014";
    public const string MalformedContract = "SCUT3015";

    public const string StateWithoutCanonicalForm = "SCUT4001";
    public const string UnsupportedCrdtState = "SCUT4011";
    public const string UnsupportedCrdtMember = "SCUT4012";
}

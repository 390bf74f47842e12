namespace Scuttlegen.Analyzers;

/// <summary>
/// The ids of this assembly's rules. Once released an id is never used for anything else: users have it in their
/// <c>.editorconfig</c>. 0xxx usage, 1xxx determinism, 2xxx purity, 3xxx actions and wire, 4xxx state and CRDT, 5xxx commutation.
/// </summary>
internal static class RuleIds
{
    public const string ClockRead = "SCUT1001";
    public const string Randomness = "SCUT1002";
    public const string InputOutput = "SCUT1003";
    public const string LocalSliceTouched = "SCUT2001";
}

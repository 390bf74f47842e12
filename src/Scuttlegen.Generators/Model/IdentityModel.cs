namespace Scuttlegen.Generators.Model;

/// <summary>How two values of one type are compared bit by bit (R3).</summary>
internal abstract record IdentityCheck;

/// <summary>With <c>==</c>, which for these types compares every bit.</summary>
internal sealed record OperatorCheck : IdentityCheck
{
    public static readonly OperatorCheck Instance = new();
}

/// <summary>With <c>Equals</c>, which for these structs compares references and whatever else they hold.</summary>
internal sealed record EqualsCheck : IdentityCheck
{
    public static readonly EqualsCheck Instance = new();
}

/// <summary>Of a class that cannot be looked into: only the very same instance is identical.</summary>
internal sealed record ReferenceCheck : IdentityCheck
{
    public static readonly ReferenceCheck Instance = new();
}

/// <summary>Of a struct that cannot be looked into: never known to be identical.</summary>
internal sealed record NeverCheck : IdentityCheck
{
    public static readonly NeverCheck Instance = new();
}

/// <summary>With <c>BitwiseEquality.Of</c>; the parts say how keys, values or items are compared.</summary>
internal sealed record RuntimeCheck(EquatableArray<IdentityCheck> Parts) : IdentityCheck;

/// <summary>With a method of the table, which compares member by member.</summary>
internal sealed record HelperCheck(string Helper) : IdentityCheck;

/// <summary>A type that is compared member by member: the method <c>Same{Name}</c> of the table.</summary>
/// <param name="Type">The type as written in generated code, without top-level nullable annotation.</param>
/// <param name="Cases">Of a union: how two values of one case are compared, in place of members.</param>
/// <param name="MayBeDerived">Whether an instance may be of a type derived from it, whose further members are not known here.</param>
internal sealed record IdentityHelper(string Name, string Type, bool IsValueType, bool MayBeDerived, EquatableArray<IdentityMember> Members, EquatableArray<IdentityCase> Cases = default);

/// <param name="Type">The case's type.</param>
internal sealed record IdentityCase(string Type, IdentityCheck Check);

/// <param name="Access">How to reach the member from a value, for example <c>.Name</c>.</param>
internal sealed record IdentityMember(string Access, IdentityCheck Check);

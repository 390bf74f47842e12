using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>Which members of referenced assemblies are known not to throw, given arguments that are what their annotations say.</summary>
internal static class Throwing
{
    /// <summary>By type: the members that do not throw; <c>*</c> for all but those after a <c>-</c>.</summary>
    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> Safe = Parse(
        """
        Object ToString Equals GetHashCode ReferenceEquals
        Math Max Min Sign BigMul Floor Ceiling Sqrt Truncate CopySign
        String Trim TrimStart TrimEnd ToUpperInvariant ToLowerInvariant ToUpper ToLower Contains StartsWith EndsWith IndexOf LastIndexOf Equals Compare CompareOrdinal CompareTo
        String IsNullOrEmpty IsNullOrWhiteSpace Concat Join Split Normalize ToCharArray ToString GetHashCode AsSpan GetEnumerator op_Equality op_Inequality
        Char IsDigit IsLetter IsLetterOrDigit IsWhiteSpace IsUpper IsLower IsPunctuation ToUpperInvariant ToLowerInvariant IsAsciiDigit IsAsciiLetter IsAsciiLetterOrDigit
        Enumerable Any All Count LongCount Where Select SelectMany Contains Distinct DistinctBy Order OrderBy OrderByDescending ThenBy ThenByDescending ToList ToArray ToHashSet
        Enumerable Concat Union UnionBy Intersect Except Skip SkipWhile Take TakeWhile TakeLast SkipLast FirstOrDefault LastOrDefault DefaultIfEmpty Reverse Append Prepend
        Enumerable Empty Zip GroupBy OfType SequenceEqual AsEnumerable Index Chunk
        ImmutableArray * - get_Item SetItem Insert InsertRange RemoveAt RemoveRange BinarySearch CopyTo Replace Slice Create
        ImmutableList * - get_Item SetItem Insert InsertRange RemoveAt RemoveRange BinarySearch CopyTo Replace GetRange
        ImmutableHashSet *
        ImmutableSortedSet * - get_Item
        ImmutableDictionary * - get_Item Add AddRange ToImmutableDictionary CreateRange
        ImmutableSortedDictionary * - get_Item Add AddRange ToImmutableSortedDictionary CreateRange
        IImmutableSet *
        IImmutableDictionary SetItem SetItems Remove RemoveRange Clear Contains
        CollectionExtensions GetValueOrDefault
        IReadOnlyDictionary ContainsKey TryGetValue
        IDictionary ContainsKey TryGetValue
        Dictionary ContainsKey TryGetValue .ctor
        List Contains Add AddRange IndexOf Exists Find FindIndex TrueForAll Count ToArray Reverse Sort .ctor
        HashSet *
        SortedSet *
        Array Empty IndexOf Exists Find TrueForAll Reverse
        EqualityComparer *
        Comparer *
        StringComparer *
        BitOperations *
        TimeSpan CompareTo Equals Compare
        DateTime CompareTo Equals Compare
        DateTimeOffset CompareTo Equals Compare ToUnixTimeMilliseconds ToUnixTimeSeconds ToUniversalTime
        Guid CompareTo Equals ToString
        KeyValuePair *
        ValueTuple *
        Tuple *
        BigInteger op_Addition op_Subtraction op_Multiply op_UnaryNegation op_BitwiseOr op_BitwiseAnd op_ExclusiveOr op_Implicit Max Min Abs Compare
        Int128 op_Addition op_Subtraction op_Multiply op_UnaryNegation op_BitwiseOr op_BitwiseAnd op_ExclusiveOr op_Implicit op_Explicit Max Min
        UInt128 op_Addition op_Subtraction op_Multiply op_BitwiseOr op_BitwiseAnd op_ExclusiveOr op_Implicit op_Explicit Max Min
        Nullable GetValueOrDefault .ctor
        StringBuilder Append AppendLine ToString .ctor
        MemoryExtensions Contains StartsWith EndsWith SequenceEqual IndexOf Trim AsSpan
        ReplayContext NewGuid NextUInt64 NextBoolean NextDouble NextInt64 Next
        Source *
        Stamp *
        PeerId * - Parse
        Dot From .ctor CompareTo Equals op_LessThan op_GreaterThan
        Mutation *
        Convert ToHexString ToBase64String
        """);

    private static readonly ImmutableHashSet<string> ThrowingProperties =
        ["Nullable.Value", "LWWRegister.Value", "MaxRegister.Value", "MinRegister.Value", "Lazy.Value", "Task.Result", "ValueTask.Result", "JsonElement.Item"];

    private static readonly ImmutableHashSet<string> Numbers =
        ["Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Boolean", "Double", "Single", "Decimal", "Int128", "UInt128", "Char", "Half"];

    public static bool MayThrow(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var type = definition.ContainingType;
        if (type is null)
            return true;
        var name = definition.MethodKind == MethodKind.Constructor ? ".ctor" : definition.Name;
        if (name.StartsWith("Try", StringComparison.Ordinal) && definition.ReturnType.SpecialType == SpecialType.System_Boolean)
            return false;
        if (name is "op_Equality" or "op_Inequality" or "op_GreaterThan" or "op_LessThan" or "op_GreaterThanOrEqual" or "op_LessThanOrEqual" or "op_Implicit" or "Equals" or "GetHashCode")
            return false;
        if (Numbers.Contains(type.Name) && name is "Max" or "Min" or "CompareTo" or "ToString" or "Sign" or "IsNegative" or "IsPositive" or "IsNaN" or "PopCount" or "RotateLeft")
            return false;

        // The distance between two times always fits.
        if (name == "op_Subtraction" && type.Name is "DateTime" or "DateTimeOffset" && definition.ReturnType.Name == "TimeSpan")
            return false;
        if (type.TypeKind == TypeKind.Enum)
            return name is not ("ToString" or "HasFlag" or "CompareTo");
        if (Crdts.Is(type) && name is not ("Decrement" or "Transfer" or "Increment" or "get_Item") && !(name == "Add" && type.Name.Contains("Counter")))
            return false;
        if (!Safe.TryGetValue(type.Name, out var members))
            return true;
        return !(members.Contains(name) || (members.Contains("*") && !members.Contains("-" + name)));
    }

    /// <summary>Calls that do not throw for the constants that they are given.</summary>
    public static bool IsHarmless(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Replace", ContainingType.SpecialType: SpecialType.System_String } => call.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: char or string { Length: > 0 } } }, ..],
        { Name: "Clamp" } => call.Arguments is [_, { Value.ConstantValue.HasValue: true }, { Value.ConstantValue.HasValue: true }],
        { Name: "Max" or "Min", ContainingType.Name: "Enumerable", ReturnType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => true,
        { Name: "HasFlag" or "CompareTo" or "ToString", ContainingType.SpecialType: SpecialType.System_Enum } => true,
        { Name: "Create" or "CreateRange", ContainingType.Name: "ImmutableArray" } => call.Arguments.Length <= 1,
        { Name: "FromMilliseconds" or "FromSeconds" or "FromMinutes" or "FromHours" or "FromDays", ContainingType.Name: "TimeSpan" } => call.Arguments.All(argument => argument.Value.ConstantValue.HasValue),
        _ => false,
    };

    public static bool IsThrowing(IPropertySymbol property) => ThrowingProperties.Contains($"{property.ContainingType.Name}.{property.Name}");

    private static ImmutableDictionary<string, ImmutableHashSet<string>> Parse(string table)
    {
        var safe = ImmutableDictionary.CreateBuilder<string, ImmutableHashSet<string>>(StringComparer.Ordinal);
        foreach (var line in table.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
            var except = Array.IndexOf(words, "-");
            var members = words.Skip(1).Where(word => word != "-").Select((word, i) => except >= 0 && i + 1 >= except ? "-" + word : word);
            safe[words[0]] = safe.TryGetValue(words[0], out var known) ? known.Union(members) : members.ToImmutableHashSet(StringComparer.Ordinal);
        }

        return safe.ToImmutable();
    }
}

using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Extraction;

/// <summary>The types that the wire codec reads and writes in one call.</summary>
internal static class ScalarTypes
{
    private static readonly Dictionary<SpecialType, ScalarType> Special = new()
    {
        [SpecialType.System_Boolean] = new("bool", "bool", "WriteBoolean", "ReadBoolean", 1),
        [SpecialType.System_SByte] = new("sbyte", "int8", "WriteInt32", "ReadSByte", 2),
        [SpecialType.System_Byte] = new("byte", "uint8", "WriteUInt32", "ReadByte", 2),
        [SpecialType.System_Int16] = new("short", "int16", "WriteInt32", "ReadInt16", 3),
        [SpecialType.System_UInt16] = new("ushort", "uint16", "WriteUInt32", "ReadUInt16", 3),
        [SpecialType.System_Int32] = new("int", "int32", "WriteInt32", "ReadInt32", 5),
        [SpecialType.System_UInt32] = new("uint", "uint32", "WriteUInt32", "ReadUInt32", 5),
        [SpecialType.System_Int64] = new("long", "int64", "WriteInt64", "ReadInt64", 9),
        [SpecialType.System_UInt64] = new("ulong", "uint64", "WriteUInt64", "ReadUInt64", 9),
        [SpecialType.System_Char] = new("char", "char", "WriteChar", "ReadChar", 3),
        [SpecialType.System_Single] = new("float", "float32", "WriteSingle", "ReadSingle", 5),
        [SpecialType.System_Double] = new("double", "float64", "WriteDouble", "ReadDouble", 9),
        [SpecialType.System_Decimal] = new("decimal", "decimal", "WriteDecimal", "ReadDecimal", 14),
        [SpecialType.System_DateTime] = new("global::System.DateTime", "datetime", "WriteDateTime", "ReadDateTime", 9),
    };

    private static readonly (string Namespace, string Name, string Layout, int MaxSize, bool IsArray)[] Named =
    [
        ("System", "Half", "float16", 3, false),
        ("System", "Int128", "int128", 17, false),
        ("System", "UInt128", "uint128", 17, false),
        ("System", "Guid", "uuid", 17, false),
        ("System", "DateTimeOffset", "datetimeoffset", 13, true),
        ("System", "DateOnly", "date", 5, false),
        ("System", "TimeOnly", "time", 9, false),
        ("System", "TimeSpan", "duration", 9, false),
        ("System", "Version", "version", 21, true),
        ("System.Text", "Rune", "rune", 5, false),
        ("System.Numerics", "Complex", "complex", 19, true),
        ("Scuttlegen", "PeerId", "peer", 34, false),
        ("Scuttlegen", "Source", "source", 44, false),
        ("Scuttlegen", "Stamp", "stamp", 54, true),
    ];

    /// <summary>Numbers that an array of them holds as one block (RFC 8746).</summary>
    private static readonly HashSet<string> BlockNumbers =
        new(["sbyte", "short", "ushort", "int", "uint", "long", "ulong", "global::System.Half", "float", "double"], StringComparer.Ordinal);

    public static ScalarType? FindBlockNumber(ITypeSymbol type) => Find(type) is ScalarType scalar && BlockNumbers.Contains(scalar.Name) ? scalar : null;

    public static WireType? Find(ITypeSymbol type)
    {
        if (Special.TryGetValue(type.SpecialType, out var special)) return special;
        if (type.SpecialType != SpecialType.None) return null;
        if (type.Is("System.Numerics", "BigInteger")) return new MeasuredType("global::System.Numerics.BigInteger", "integer", "BigInteger");
        if (type.Is("System", "Uri")) return new MeasuredType("global::System.Uri", "uri", "Uri");
        foreach (var (space, name, layout, maxSize, isArray) in Named)
        {
            if (type.Name == name && type.Is(space, name)) return new ScalarType($"global::{space}.{name}", layout, "Write" + name, "Read" + name, maxSize, isArray);
        }

        return null;
    }
}

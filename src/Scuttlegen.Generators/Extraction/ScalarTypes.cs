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

    private static readonly (string Namespace, string Name, string Layout, int MaxSize)[] Named =
    [
        ("System", "Half", "float16", 3),
        ("System", "Int128", "int128", 17),
        ("System", "UInt128", "uint128", 17),
        ("System", "Guid", "uuid", 17),
        ("System", "DateTimeOffset", "datetimeoffset", 13),
        ("System", "DateOnly", "date", 5),
        ("System", "TimeOnly", "time", 9),
        ("System", "TimeSpan", "duration", 9),
        ("Scuttlegen", "PeerId", "peer", 34),
        ("Scuttlegen", "Source", "source", 44),
        ("Scuttlegen", "Stamp", "stamp", 54),
    ];

    public static ScalarType? Find(ITypeSymbol type)
    {
        if (Special.TryGetValue(type.SpecialType, out var special)) return special;
        if (type.SpecialType != SpecialType.None || !type.IsValueType) return null;
        foreach (var (space, name, layout, maxSize) in Named)
        {
            if (type.Name == name && type.Is(space, name)) return new ScalarType($"global::{space}.{name}", layout, "Write" + name, "Read" + name, maxSize);
        }

        return null;
    }
}

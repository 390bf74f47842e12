using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Extraction;

/// <summary>What stands for a member that the author's version did not have yet.</summary>
internal static class Defaults
{
    /// <summary>The expression, or <see langword="null"/> if there is nothing that could stand for it.</summary>
    public static string? WhenMissing(ShapeMember member, WireType wire, INamedTypeSymbol within, Compilation compilation)
    {
        if (member.Parameter is { HasExplicitDefaultValue: true } parameter) return Literal(parameter.ExplicitDefaultValue, member.Type, wire);

        // The default of an ImmutableArray is the one value of it that cannot be used.
        if (wire is SequenceType { Shape: SequenceShape.ImmutableArray } or BytesType { Shape: BytesShape.ImmutableArray }) return wire.Name + ".Empty";
        return wire is NullableType || (member.Type.IsValueType && HasForm(member.Type, within, compilation)) ? $"default({wire.Name})" : null;
    }

    /// <summary>Whether the type's default can be written again: it cannot if it holds a null where none is allowed.</summary>
    private static bool HasForm(ITypeSymbol type, INamedTypeSymbol within, Compilation compilation, int depth = 0)
    {
        if (!type.IsValueType) return type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        if (!TypeNames.IsTuple(type) && (type.TypeKind == TypeKind.Enum || TypeNames.Assembly(type).IsPlatform || ScalarTypes.Find(type) is not null)) return true;

        // A struct that holds itself is an error, but one can type it.
        if (type is not INamedTypeSymbol named || depth == 32) return false;
        return LayoutExtractor.HasOwnCodec(named) || new ObjectShape(named, within, compilation).Members.All(m => HasForm(m.Type, within, compilation, depth + 1));
    }

    private static string Literal(object? value, ITypeSymbol type, WireType wire)
    {
        var target = (wire as NullableType)?.Inner ?? wire;
        var underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        var literal = value switch
        {
            null => null,
            bool b => b ? "true" : "false",
            string s => SymbolDisplay.FormatLiteral(s, quote: true),
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            double d => Float(d, d.ToString("R", CultureInfo.InvariantCulture) + "D", "double"),
            float f => Float(f, f.ToString("R", CultureInfo.InvariantCulture) + "F", "float"),
            decimal m => m.ToString(CultureInfo.InvariantCulture) + "M",
            IFormattable integer => integer.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
        if (literal is null) return $"default({wire.Name})";
        var needsCast = underlying.TypeKind == TypeKind.Enum || underlying.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal);
        return needsCast ? $"unchecked(({target.Name})({literal}))" : literal;
    }

    private static string Float(double value, string literal, string type) => value switch
    {
        _ when double.IsNaN(value) => $"{type}.NaN",
        double.PositiveInfinity => $"{type}.PositiveInfinity",
        double.NegativeInfinity => $"{type}.NegativeInfinity",
        0 when BitConverter.DoubleToInt64Bits(value) != 0 => $"-0.0{literal[literal.Length - 1]}",
        _ => literal,
    };
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>An operation's use of a member: written, or put there by the compiler.</summary>
/// <param name="Member">A method, accessor, constructor or static field.</param>
/// <param name="Receiver">The instance it is used on, where the source has one.</param>
/// <param name="ReceiverType">The most derived type known of that instance; it bounds what a virtual call can reach.</param>
/// <param name="IsVirtual">Whether an override may run instead.</param>
internal readonly record struct MemberUse(ISymbol Member, IOperation? Receiver, ITypeSymbol? ReceiverType, bool IsVirtual)
{
    /// <summary>A use on an instance expression, or on none.</summary>
    public static MemberUse On(ISymbol member, IOperation? instance, bool isVirtual)
    {
        var type = instance?.Type;
        for (var current = instance; current is IConversionOperation { OperatorMethod: null, Conversion.IsImplicit: true } conversion; current = conversion.Operand)
            type = conversion.Operand.Type;
        return new MemberUse(member, Strip(instance), type, isVirtual);
    }

    /// <summary>A use that the compiler makes, on a value whose type is known.</summary>
    public static MemberUse OnType(ISymbol member, ITypeSymbol? type) =>
        new(member, null, type, member.IsVirtual || member.IsAbstract || member.IsOverride);

    /// <summary>The operand below conversions that the compiler or a cast put around it: what the value was before.</summary>
    public static IOperation? Strip(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }
}

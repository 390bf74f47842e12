using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>What the language itself offers that makes peers differ: locks, <c>await</c>, <c>dynamic</c>, pointers, native integers, caller information.</summary>
internal static class StatementEffects
{
    public static IEnumerable<LanguageEffect> Of(IOperation operation, ISymbol member, Compilation compilation)
    {
        switch (operation)
        {
            case ILockOperation statement:
                return One(EffectCategory.Concurrency, statement.LockedValue.Type, "lock", member);
            case IAwaitOperation await:
                return One(EffectCategory.Concurrency, await.Operation.Type, "await", member);
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation:
                return One(EffectCategory.Reflection, null, "dynamic", member);
            case IBinaryOperation binary when IsDynamic(binary.LeftOperand) || IsDynamic(binary.RightOperand):
                return One(EffectCategory.Reflection, null, "dynamic", member);
            case IUnaryOperation unary when IsDynamic(unary.Operand):
                return One(EffectCategory.Reflection, null, "dynamic", member);
            case IConversionOperation conversion when IsDynamic(conversion.Operand) && !IsDynamic(conversion) && !conversion.IsImplicit:
                return One(EffectCategory.Reflection, null, "dynamic", member);
            case IConversionOperation conversion when IsDynamic(conversion.Operand) && conversion.Type is { TypeKind: not TypeKind.Dynamic, SpecialType: not SpecialType.System_Object }:
                return One(EffectCategory.Reflection, null, "dynamic", member);
            case IFieldReferenceOperation { Field: { IsStatic: true } field } when HasAttribute(field, "ThreadStaticAttribute"):
                return [new LanguageEffect(EffectCategory.Ambient, field.OriginalDefinition)];
            case IInvocationOperation { TargetMethod: var method } when IsNative(method):
                return [new LanguageEffect(EffectCategory.Unsafe, method.OriginalDefinition)];
            case IObjectCreationOperation { Type: INamedTypeSymbol created } when HasFinalizer(created):
                return [new LanguageEffect(EffectCategory.Identity, created.OriginalDefinition, $"~{created.Name}", "leave finalizers out of what a reducer makes")];
            case IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter } when CallerAttribute(parameter) is { } attribute:
                return [new LanguageEffect(EffectCategory.StackTrace, attribute, attribute.Name.Replace("Attribute", ""), "pass the argument")];
            case IConversionOperation { OperatorMethod: null } conversion when IsNarrowedToNative(conversion):
            case IBinaryOperation { Type: var type } binary when IsNative(type) && binary.OperatorMethod is null or { ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } && IsWidthDependent(binary.OperatorKind):
            case ICompoundAssignmentOperation { Type: var assigned } compound when IsNative(assigned) && IsWidthDependent(compound.OperatorKind):
                return One(EffectCategory.Environment, operation.Type, "nint", member, "use int or long, whose width is the same everywhere");
            case ISizeOfOperation { ConstantValue.HasValue: false } size:
                return One(EffectCategory.Environment, size.TypeOperand, "sizeof", member, "use the width that is meant");
            case IBinaryOperation binary when IsUnsettled(binary, binary.OperatorKind, binary.OperatorMethod, compilation):
                return One(EffectCategory.OverflowContext, binary.Type, OperatorOf(binary.Syntax), member);
            case ICompoundAssignmentOperation compound when IsUnsettled(compound, compound.OperatorKind, compound.OperatorMethod, compilation):
                return One(EffectCategory.OverflowContext, compound.Type, OperatorOf(compound.Syntax), member);
            case IIncrementOrDecrementOperation { OperatorMethod: null } step when compilation.Options is CSharpCompilationOptions { CheckOverflow: true } && IsIntegral(step.Type) && !IsInContext(step.Syntax):
                return One(EffectCategory.OverflowContext, step.Type, step.Kind == OperationKind.Increment ? "++" : "--", member);
            // It halts the history; caught, it would skip the update on the peers whose stack is small.
            case ICatchClauseOperation { ExceptionType: { Name: "InsufficientExecutionStackException" } caught }:
                return One(EffectCategory.StackTrace, caught, "catch", member, "let it halt the history");
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } negation when IsUnsettled(negation, BinaryOperatorKind.Subtract, negation.OperatorMethod, compilation):
                return One(EffectCategory.OverflowContext, negation.Type, "-", member);
            case IConversionOperation { IsChecked: true } narrowing when IsUnsettled(narrowing, BinaryOperatorKind.Subtract, narrowing.OperatorMethod, compilation) && narrowing.GetConversion() is { IsNumeric: true, IsExplicit: true }:
                return One(EffectCategory.OverflowContext, narrowing.Type, $"({narrowing.Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)})", member);
            default:
                return Unsafe(operation, member);
        }
    }

    private static LanguageEffect[] Unsafe(IOperation operation, ISymbol member)
    {
        switch (operation.Syntax)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression }:
            case MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.PointerMemberAccessExpression }:
                return One(EffectCategory.Unsafe, operation.Type, "*", member);
            case FixedStatementSyntax:
                return One(EffectCategory.Unsafe, null, "fixed", member);
            case StackAllocArrayCreationExpressionSyntax { Initializer: null } or ImplicitStackAllocArrayCreationExpressionSyntax { Initializer: null } when SkipsInit(member):
                return One(EffectCategory.Unsafe, operation.Type, "stackalloc", member, "clear it first, or remove SkipLocalsInit");
            case ElementAccessExpressionSyntax element when operation.Kind is not (OperationKind.PropertyReference or OperationKind.ArrayElementReference) && operation.SemanticModel?.GetTypeInfo(element.Expression).Type?.TypeKind is TypeKind.Pointer:
                return One(EffectCategory.Unsafe, operation.Type, "*", member);
        }

        return operation is IConversionOperation { Operand.Type.TypeKind: TypeKind.Pointer, Type.TypeKind: not TypeKind.Pointer } ? One(EffectCategory.Unsafe, operation.Type, "address", member) : [];
    }

    private static LanguageEffect[] One(EffectCategory category, ITypeSymbol? type, string name, ISymbol member, string advice = "") =>
        [new LanguageEffect(category, type is null or ITypeParameterSymbol or IErrorTypeSymbol ? (ISymbol?)member.ContainingType ?? member : type.OriginalDefinition, name, advice)];

    private static bool IsDynamic(IOperation? operation) => operation?.Type?.TypeKind == TypeKind.Dynamic;

    private static bool HasAttribute(ISymbol symbol, string name) => symbol.GetAttributes().Any(data => data.AttributeClass?.Name == name);

    private static bool IsNative(IMethodSymbol method) => method.IsExtern || method.GetDllImportData() is not null || HasAttribute(method, "LibraryImportAttribute");

    private static bool HasFinalizer(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (current.DeclaringSyntaxReferences.Length > 0 && current.GetMembers(WellKnownMemberNames.DestructorName).Length > 0)
                return true;
        }

        return false;
    }

    private static INamedTypeSymbol? CallerAttribute(IParameterSymbol parameter)
    {
        foreach (var data in parameter.GetAttributes())
        {
            if (data.AttributeClass is { Name: "CallerFilePathAttribute" or "CallerLineNumberAttribute" } attribute)
                return attribute;
        }

        return null;
    }

    private static bool IsNative(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr };

    private static bool IsNarrowedToNative(IConversionOperation conversion) => IsNative(conversion.Type) && !conversion.IsImplicit && !conversion.ConstantValue.HasValue
        && conversion.Operand.Type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal;

    private static bool IsWidthDependent(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift
        or BinaryOperatorKind.UnsignedRightShift;

    private static bool IsIntegral(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    /// <summary>Whether an overflow throws only because the project says so.</summary>
    private static bool IsUnsettled(IOperation operation, BinaryOperatorKind kind, IMethodSymbol? method, Compilation compilation) =>
        compilation.Options is CSharpCompilationOptions { CheckOverflow: true } && method is null && !operation.ConstantValue.HasValue && IsIntegral(operation.Type)
        && kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply && !IsInContext(operation.Syntax);

    private static bool IsInContext(SyntaxNode syntax)
    {
        for (var node = syntax; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is CheckedExpressionSyntax or CheckedStatementSyntax)
                return true;
        }

        return false;
    }

    private static string OperatorOf(SyntaxNode syntax) => syntax switch
    {
        BinaryExpressionSyntax binary => binary.OperatorToken.Text,
        AssignmentExpressionSyntax assignment => assignment.OperatorToken.Text,
        _ => "arithmetic",
    };

    private static bool SkipsInit(ISymbol member)
    {
        for (var symbol = member; symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (HasAttribute(symbol, "SkipLocalsInitAttribute"))
                return true;
        }

        return member.ContainingModule is { } module && HasAttribute(module, "SkipLocalsInitAttribute");
    }
}

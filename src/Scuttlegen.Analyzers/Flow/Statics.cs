using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Whether a static member, or a member of what one holds, is ever written to in this compilation.</summary>
internal sealed class Statics(Compilation compilation, Bodies bodies, Apis apis)
{
    // By tree, not by compilation: an edit of one file leaves the others' names as they were.
    private static readonly ConditionalWeakTable<SyntaxTree, NamesOf> Names = new();

    private readonly ConcurrentDictionary<ISymbol, bool> _assigned = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _changed = new(SymbolEqualityComparer.Default);

    /// <summary>Whether it is assigned anywhere but in its initialiser and its type's constructors. One that others can see and set counts as assigned.</summary>
    public bool IsAssigned(ISymbol member, CancellationToken cancellation)
    {
        var definition = member.OriginalDefinition;
        if (IsSettableFromOutside(definition))
            return true;
        return _assigned.TryGetValue(definition, out var known) ? known : _assigned.GetOrAdd(definition, UsesOf(definition, cancellation).Any(use => IsAssignment(use, definition)));
    }

    /// <summary>
    /// Whether it is set at most once in a process: whatever assigns it is <c>Interlocked.CompareExchange(ref it, value, null)</c>. Until then it is <see langword="null"/>.
    /// </summary>
    public bool IsSetOnce(ISymbol member, CancellationToken cancellation)
    {
        var definition = member.OriginalDefinition;
        return definition is IFieldSymbol { Type.IsReferenceType: true } && !IsSettableFromOutside(definition)
            && UsesOf(definition, cancellation).All(use => !IsAssignment(use, definition) || IsFirstExchange(WholeOf(use), cancellation));
    }

    private bool IsFirstExchange(ExpressionSyntax whole, CancellationToken cancellation) =>
        whole.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [{ NameColon: null } place, { NameColon: null }, { NameColon: null, Expression.RawKind: (int)SyntaxKind.NullLiteralExpression }], Parent: InvocationExpressionSyntax call } } argument && place == argument
        && bodies.ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "CompareExchange", ContainingType: { Name: "Interlocked", ContainingNamespace.Name: "Threading" } };

    /// <summary>Whether what it holds is changed anywhere: elements, members, by a method that changes it.</summary>
    public bool IsChangedInside(ISymbol member, CancellationToken cancellation)
    {
        var definition = member.OriginalDefinition;
        return _changed.TryGetValue(definition, out var known) ? known : _changed.GetOrAdd(definition, UsesOf(definition, cancellation).Any(use => IsChange(use, cancellation)));
    }

    private static bool IsSettableFromOutside(ISymbol member)
    {
        var accessibility = member switch
        {
            IFieldSymbol { IsReadOnly: false, IsConst: false } field => field.DeclaredAccessibility,
            IPropertySymbol { SetMethod: { IsInitOnly: false } setter } => setter.DeclaredAccessibility,
            _ => Accessibility.Private,
        };
        if (accessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            return false;
        // Only statics: an instance's setter is used by whoever made the instance.
        return member.IsStatic;
    }

    private IEnumerable<IdentifierNameSyntax> UsesOf(ISymbol member, CancellationToken cancellation)
    {
        var trees = member.DeclaredAccessibility == Accessibility.Private
            ? member.ContainingType.DeclaringSyntaxReferences.Select(static reference => reference.SyntaxTree).Distinct()
            : compilation.SyntaxTrees;
        foreach (var tree in trees)
        {
            foreach (var name in Names.GetValue(tree, static key => new NamesOf(key)).Find(member.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(bodies.ModelOf(tree).GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition, member))
                    yield return name;
            }
        }
    }

    /// <summary>The whole expression that names the member: <c>Registry.Table</c> for <c>Table</c>.</summary>
    private static ExpressionSyntax WholeOf(ExpressionSyntax name)
    {
        var whole = name;
        while (true)
        {
            switch (whole.Parent)
            {
                case MemberAccessExpressionSyntax access when access.Name == whole:
                    whole = access;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    whole = parenthesized;
                    break;
                case PostfixUnaryExpressionSyntax suppressed when suppressed.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    whole = suppressed;
                    break;
                default:
                    return whole;
            }
        }
    }

    private static bool IsAssignment(IdentifierNameSyntax name, ISymbol member)
    {
        var whole = WholeOf(name);
        if (!IsWritten(whole))
            return false;
        // Object initialisers and constructors make a new object; a static constructor, the static itself.
        if (!member.IsStatic && whole.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax })
            return false;
        var constructor = whole.FirstAncestorOrSelf<ConstructorDeclarationSyntax>();
        return constructor is null || constructor.Modifiers.Any(SyntaxKind.StaticKeyword) != member.IsStatic;
    }

    private static bool IsWritten(ExpressionSyntax whole) => whole.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == whole,
        RefExpressionSyntax => true,
        PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
        ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword || (argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax deconstruction } tuple && deconstruction.Left == tuple),
        _ => false,
    };

    private bool IsChange(IdentifierNameSyntax name, CancellationToken cancellation)
    {
        if (name.FirstAncestorOrSelf<ConstructorDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.StaticKeyword) == true)
            return false;
        var whole = WholeOf(name);
        // Through elements and members, to what is done with them in the end.
        while (true)
        {
            switch (whole.Parent)
            {
                case ElementAccessExpressionSyntax element when element.Expression == whole:
                    if (IsWritten(element))
                        return true;
                    whole = element;
                    break;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == whole:
                    return bodies.ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && Changes(method, cancellation);
                case MemberAccessExpressionSyntax access when access.Expression == whole:
                    if (IsWritten(access))
                        return true;
                    whole = access;
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument:
                    return bodies.ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { IsStatic: true } taking && !bodies.HasSource(taking)
                        && call.ArgumentList.Arguments.IndexOf(argument) == 0 && (apis.FlowOf(taking)?.Kinds & ApiFlows.Mutates) is > 0;
                default:
                    return false;
            }
        }
    }

    private bool Changes(IMethodSymbol method, CancellationToken cancellation)
    {
        if (bodies.HasSource(method))
            return method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation).DescendantNodes().OfType<ExpressionSyntax>().Any(expression => IsWrittenMember(expression, cancellation)));
        var kinds = apis.FlowOf((method.ReducedFrom ?? method).OriginalDefinition)?.Kinds ?? ApiFlows.None;
        return (kinds & ApiFlows.Mutates) != 0 || (method is { ReturnsVoid: true, IsStatic: false } && (kinds & ApiFlows.Reads) == 0 && method.Name is not ("CopyTo" or "ForEach" or "Dispose"));
    }

    // A method's own variables are nobody else's.
    private bool IsWrittenMember(ExpressionSyntax expression, CancellationToken cancellation) => expression is IdentifierNameSyntax or MemberAccessExpressionSyntax && IsWritten(expression)
        && (expression is not IdentifierNameSyntax || bodies.ModelOf(expression.SyntaxTree).GetSymbolInfo(expression, cancellation).Symbol is not (ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None }));

    private sealed class NamesOf
    {
        private readonly ILookup<string, IdentifierNameSyntax> _names;

        public NamesOf(SyntaxTree tree) => _names = tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>().ToLookup(static name => name.Identifier.ValueText, StringComparer.Ordinal);

        public IEnumerable<IdentifierNameSyntax> Find(string name) => _names[name];
    }
}

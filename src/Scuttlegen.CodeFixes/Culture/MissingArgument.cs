using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// A call or creation that has an overload with one parameter more, for the culture, the comparison or the comparer of strings: that
/// overload is called, with the value that is the same everywhere. Also an optional parameter that was left out.
/// </summary>
internal static class MissingArgument
{
    public static (string Title, IReadOnlyList<NodeEdit> Edits)? Of(ExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { ContainingType: { } type } called)
            return null;
        var unreduced = Unreduced(called);
        var receivers = called.ReducedFrom is null ? 0 : 1;
        foreach (var candidate in Overloads(unreduced, type).Prepend(unreduced))
        {
            foreach (var parameter in candidate.Parameters)
            {
                if (ValueFor(parameter.Type, call.SpanStart, model) is not var (value, reference))
                    continue;
                var isLeftOut = SymbolEqualityComparer.Default.Equals(candidate, unreduced)
                    ? parameter.IsOptional && IsLeftOut(call, parameter, receivers)
                    : IsOneMore(candidate, unreduced, parameter.Ordinal);
                if (isLeftOut && EditFor(call, parameter, parameter.Ordinal - receivers, value, model) is { } edit)
                    return ($"Use '{value}'", [edit.With(reference)]);
            }
        }

        return null;
    }

    /// <summary>What to pass for a parameter of this type, or <see langword="null"/> where it is none of ours.</summary>
    public static (string Value, TypeReference Reference)? ValueFor(ITypeSymbol type, int position, SemanticModel model)
    {
        switch (type.ToDisplayString(NullableFlowState.None))
        {
            case "System.IFormatProvider" or "System.Globalization.CultureInfo":
                var culture = TypeReference.CultureInfo(position, model);
                return (culture.Name + ".InvariantCulture", culture);
            case "System.StringComparison":
                var comparison = TypeReference.StringComparison(position, model);
                return (comparison.Name + ".Ordinal", comparison);
            case "System.Collections.Generic.IComparer<string>" or "System.Collections.IComparer":
                var comparer = TypeReference.StringComparer(position, model);
                return (comparer.Name + ".Ordinal", comparer);
            default:
                return null;
        }
    }

    private static IMethodSymbol Unreduced(IMethodSymbol method) => method.ReducedFrom switch
    {
        null => method,
        { IsGenericMethod: true } definition when definition.Arity == method.TypeArguments.Length => definition.Construct([.. method.TypeArguments]),
        var definition => definition,
    };

    private static IEnumerable<IMethodSymbol> Overloads(IMethodSymbol method, INamedTypeSymbol type)
    {
        foreach (var other in type.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            if (other.Parameters.Length == method.Parameters.Length + 1 && other.IsStatic == method.IsStatic && other.Arity == method.Arity && other.DeclaredAccessibility == Accessibility.Public)
                yield return other.IsGenericMethod ? other.Construct([.. method.TypeArguments]) : other;
        }
    }

    private static bool IsOneMore(IMethodSymbol longer, IMethodSymbol shorter, int extra)
    {
        for (var index = 0; index < shorter.Parameters.Length; index++)
        {
            var (one, other) = (shorter.Parameters[index], longer.Parameters[index < extra ? index : index + 1]);
            if (one.RefKind != other.RefKind || !SymbolEqualityComparer.Default.Equals(one.Type, other.Type))
                return false;
        }

        return true;
    }

    private static bool IsLeftOut(ExpressionSyntax call, IParameterSymbol parameter, int receivers)
    {
        var arguments = ArgumentsOf(call);
        return arguments.Count <= parameter.Ordinal - receivers || arguments.Any(static argument => argument.NameColon is not null)
            ? arguments.All(argument => argument.NameColon?.Name.Identifier.ValueText != parameter.Name)
            : false;
    }

    private static NodeEdit? EditFor(ExpressionSyntax call, IParameterSymbol parameter, int index, string value, SemanticModel model)
    {
        var arguments = ArgumentsOf(call);
        var isByPosition = index <= arguments.Count && arguments.All(static argument => argument.NameColon is null);
        var argument = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(value));
        if (!isByPosition)
            argument = argument.WithNameColon(SyntaxFactory.NameColon(parameter.Name).WithTrailingTrivia(SyntaxFactory.Space));
        var edit = NodeEdit.Of(call, old => ArgumentLists.WithArguments(old, list => list.Insert(isByPosition ? index : list.Arguments.Count, argument)));
        return call is not InvocationExpressionSyntax { Expression: not MemberBindingExpressionSyntax } || Binds(call, edit, value, parameter, model) ? edit : null;
    }

    /// <summary>Whether the new call would be of the overload that is meant, and not of another that takes the same.</summary>
    private static bool Binds(ExpressionSyntax call, NodeEdit edit, string value, IParameterSymbol parameter, SemanticModel model)
    {
        // The using that the value may need is not there yet.
        var inFull = SyntaxFactory.ParseExpression("global::" + FullName(value));
        var tried = edit.Change(call);
        var written = tried.DescendantNodes().OfType<ExpressionSyntax>().First(node => node.Parent is ArgumentSyntax && node.ToString() == value);
        var found = model.GetSpeculativeSymbolInfo(call.SpanStart, tried.ReplaceNode(written, inFull), SpeculativeBindingOption.BindAsExpression).Symbol as IMethodSymbol;
        return found is not null && found.Name == (parameter.ContainingSymbol.Name) && found.Parameters.Any(other => other.Name == parameter.Name);
    }

    private static string FullName(string value)
    {
        if (value.StartsWith("global::", StringComparison.Ordinal))
            return value.Substring("global::".Length);
        return (value.StartsWith("CultureInfo", StringComparison.Ordinal) ? "System.Globalization." : "System.") + value;
    }

    private static SeparatedSyntaxList<ArgumentSyntax> ArgumentsOf(ExpressionSyntax call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList.Arguments,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments ?? default,
        _ => default,
    };
}

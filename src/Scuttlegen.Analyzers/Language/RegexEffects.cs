using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>Regular expressions that fold case by the current culture, and those whose timeout is none.</summary>
internal static class RegexEffects
{
    private const int IgnoreCase = 1;
    private const int CultureInvariant = 512;
    private const string Advice = "add RegexOptions.CultureInvariant";

    public static IEnumerable<LanguageEffect> Of(IOperation operation)
    {
        var (method, arguments) = operation switch
        {
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            IInvocationOperation call => (call.TargetMethod, call.Arguments),
            _ => default,
        };
        if (method is null)
            return [];
        if (IsRegex(method.ContainingType) && (method.MethodKind == MethodKind.Constructor || method.IsStatic))
        {
            var options = arguments.FirstOrDefault(static argument => argument.Parameter?.Type.Name == "RegexOptions")?.Value.ConstantValue.Value as int? ?? 0;
            var pattern = arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "pattern")?.Value.ConstantValue.Value as string;
            return FoldsByCulture(options, pattern) ? [new LanguageEffect(EffectCategory.Culture, method.OriginalDefinition, Advice: Advice)] : [];
        }

        foreach (var data in method.GetAttributes())
        {
            if (data.AttributeClass is { Name: "GeneratedRegexAttribute" } && data.ConstructorArguments is [{ Value: string generated }, .. var rest]
                && FoldsByCulture(rest.Length > 0 && rest[0].Value is int flags ? flags : 0, generated)
                && !rest.Any(static argument => argument is { Value: "" }))
            {
                return [new LanguageEffect(EffectCategory.Culture, method.OriginalDefinition, Advice: Advice)];
            }
        }

        return [];
    }

    private static bool FoldsByCulture(int options, string? pattern) =>
        (options & CultureInvariant) == 0 && ((options & IgnoreCase) != 0 || (pattern is not null && IgnoresCaseInline(pattern)));

    private static bool IgnoresCaseInline(string pattern)
    {
        for (var at = pattern.IndexOf("(?", StringComparison.Ordinal); at >= 0; at = pattern.IndexOf("(?", at + 2, StringComparison.Ordinal))
        {
            for (var next = at + 2; next < pattern.Length && (char.IsLetter(pattern[next]) || pattern[next] == '-'); next++)
            {
                if (pattern[next] == '-')
                    break;
                if (pattern[next] == 'i')
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether the timeout that is passed never ends.</summary>
    public static bool IsInfinite(IOperation? operation)
    {
        var arguments = operation switch
        {
            IObjectCreationOperation creation => creation.Arguments,
            IInvocationOperation call => call.Arguments,
            _ => [],
        };
        return arguments.Any(static argument => argument.Parameter?.Type.Name == "TimeSpan" && MemberUse.Strip(argument.Value) switch
        {
            IFieldReferenceOperation { Field.Name: "InfiniteMatchTimeout" or "InfiniteTimeSpan" } => true,
            IPropertyReferenceOperation { Property.Name: "InfiniteTimeSpan" } => true,
            _ => false,
        });
    }

    private static bool IsRegex(INamedTypeSymbol type) => type is { Name: "Regex" } && type.ContainingNamespace.FullName() == "System.Text.RegularExpressions";
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators;

/// <summary>The part of the pipeline that gathers guards and hooks. There are few, so stores depend on all of them at once.</summary>
internal static class HookPipeline
{
    public static IncrementalValueProvider<HookSet> Of(IncrementalGeneratorInitializationContext context)
    {
        var guards = GossipGenerator.Models(context, Attributes.Guard, static node => node is MethodDeclarationSyntax, static (symbol, compilation) =>
            GuardExtractor.Extract((IMethodSymbol)symbol, compilation, Problems.Ignored)).Collect();
        var verifiers = Hooks(context, Attributes.Verifier, HookRole.Verifier);
        var signers = Hooks(context, Attributes.Signer, HookRole.Signer);
        var admissions = Hooks(context, Attributes.Admission, HookRole.Admission);
        return guards.Combine(verifiers.Combine(signers).Combine(admissions))
            .Select(static (all, _) => new HookSet(
                all.Left.ToEquatableArray(),
                all.Right.Left.Left.Concat(all.Right.Left.Right).Concat(all.Right.Right).ToEquatableArray()))
            .WithTrackingName(TrackingNames.Hooks);
    }

    private static IncrementalValueProvider<System.Collections.Immutable.ImmutableArray<HookModel>> Hooks(
        IncrementalGeneratorInitializationContext context, string attribute, HookRole role) =>
        GossipGenerator.Models(context, attribute, static node => node is MethodDeclarationSyntax, (symbol, compilation) =>
            HookExtractor.Extract(role, (IMethodSymbol)symbol, compilation, Problems.Ignored)).Collect();
}

using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Reuse;

namespace Scuttlegen.Generators;

/// <summary>The part of the pipeline that gathers guards and hooks. There are few, so stores depend on all of them at once.</summary>
internal static class HookPipeline
{
    public static IncrementalValueProvider<HookSet> Of(IncrementalGeneratorInitializationContext context)
    {
        var guards = context.Marked<IMethodSymbol, GuardModel>(Attributes.Guard, GuardExtractor.Extract).Collect();
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
        context.Marked<IMethodSymbol, HookModel>(attribute, (symbol, compilation, problems) => HookExtractor.Extract(role, symbol, compilation, problems)).Collect();
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Language;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>
/// Reads the facts of one member from its operations. A lambda counts as run where it is made, a local function where it is
/// called or made a delegate, a static field's initialiser where the field is read.
/// </summary>
internal sealed class FactsReader(Bodies bodies, Dispatch dispatch, Compilation compilation, Apis apis)
{
    private readonly LocalSlices _localSlices = new();

    public MethodFacts Read(ISymbol member, CancellationToken cancellation)
    {
        if (apis.IsVouchedFor(member))
            return MethodFacts.None;
        var reading = new Reading(member, bodies, dispatch, _localSlices, compilation, apis);
        foreach (var root in bodies.Of(member, cancellation))
            reading.Walk(root, cancellation);
        if (member is IMethodSymbol method)
            reading.AddUnwritten(method, cancellation);
        return reading.ToFacts();
    }

    private sealed class Reading(ISymbol member, Bodies bodies, Dispatch dispatch, LocalSlices localSlices, Compilation compilation, Apis apis)
    {
        private readonly List<Effect> _effects = [];
        private readonly List<Call> _calls = [];
        private readonly List<(TypeCondition If, Effect Effect)> _conditional = [];
        private readonly Dictionary<IOperation, EffectCategory> _told = [];

        public void Walk(IOperation root, CancellationToken cancellation)
        {
            var model = bodies.ModelOf(root.Syntax.SyntaxTree);
            var pending = new Stack<IOperation>();
            pending.Push(root);
            while (pending.Count > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                var operation = pending.Pop();
                // A name is not a use, and a local function runs where it is called.
                if (operation is INameOfOperation || (operation is ILocalFunctionOperation && operation != root))
                    continue;

                if (!RunsNothing(operation))
                    AddUses(operation, model);
                // Parents before children, so that an outer use is seen before the receiver that it makes redundant.
                foreach (var child in operation.ChildOperations.Reverse())
                    pending.Push(child);
            }
        }

        private void AddUses(IOperation operation, SemanticModel model)
        {
            foreach (var use in MemberUses.Of(operation, model))
                Add(use, operation.Syntax, Told(operation), operation);
            AddLanguage(operation);
            foreach (var (method, harmless) in CalledBack.By(operation, bodies))
                _calls.Add(new Call(Dispatch.Normalize(method), operation.Syntax, harmless));
            if (operation is IConversionOperation { OperatorMethod: null, Type: { } target } conversion)
                AddConverted(MemberUse.Strip(conversion)?.Type, target, operation.Syntax);
        }

        /// <summary>
        /// Whether the operation, apart from its children, is nothing that <see cref="AddUses"/> could find something about: more than half of all are names of variables, literals, and what
        /// holds others together.
        /// </summary>
        private static bool RunsNothing(IOperation operation) => operation.Kind switch
        {
            OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference => true,
            OperationKind.VariableDeclarationGroup or OperationKind.VariableDeclaration or OperationKind.VariableDeclarator or OperationKind.VariableInitializer => true,
            OperationKind.SimpleAssignment or OperationKind.Conditional or OperationKind.Tuple => true,
            OperationKind.Argument => ((IArgumentOperation)operation).ArgumentKind != ArgumentKind.DefaultValue,
            // One that the compiler made stands for the expression that it wraps.
            OperationKind.Block or OperationKind.Return or OperationKind.ExpressionStatement or OperationKind.AnonymousFunction or OperationKind.DelegateCreation => !operation.IsImplicit,
            _ => false,
        };

        /// <summary>What runs although no operation of the member says so.</summary>
        public void AddUnwritten(IMethodSymbol method, CancellationToken cancellation)
        {
            if (method.DeclaringSyntaxReferences is not [var reference, ..])
                reference = method.ContainingType?.DeclaringSyntaxReferences.FirstOrDefault();
            if (reference is null)
                return;
            var declaration = reference.GetSyntax(cancellation);
            if (method is { MethodKind: MethodKind.Constructor, ContainingType: { TypeKind: TypeKind.Class, BaseType: { } baseType } }
                && !Bodies.ChainsConstructor(declaration)
                && !Bodies.IsCopyConstructor(method))
            {
                foreach (var constructor in baseType.InstanceConstructors)
                {
                    if (constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams))
                        Add(MemberUse.On(constructor, null, false), declaration, EffectCategory.Pure);
                }
            }

            // Any static method or constructor may be the one that triggers the static constructor.
            if (method.MethodKind is not (MethodKind.StaticConstructor or MethodKind.LocalFunction) && (method.IsStatic || method.MethodKind == MethodKind.Constructor))
                AddStaticConstructor(method.ContainingType, declaration);
        }

        public MethodFacts ToFacts() =>
            _effects.Count + _calls.Count + _conditional.Count == 0
            ? MethodFacts.None
            : new MethodFacts(_effects.ToImmutableArray(), _calls.ToImmutableArray(), _conditional.ToImmutableArray());

        private EffectCategory Told(IOperation operation) => _told.TryGetValue(operation, out var told) ? told : EffectCategory.Pure;

        private void Add(in MemberUse use, SyntaxNode site, EffectCategory told, IOperation? operation = null)
        {
            if (localSlices.TouchedBy(use.Member) is { } slice)
                _effects.Add(new Effect(EffectCategory.LocalSlice, slice, slice, "", site));
            if (use.Member is IMethodSymbol method)
            {
                foreach (var target in dispatch.TargetsOf(method, use))
                    _calls.Add(new Call(target, site, told, method, use.ReceiverType));
                foreach (var written in CompilerWritten.Behind(method))
                    Add(MemberUse.OnType(written, written.ContainingType), site, told);
            }
            else if (bodies.HasSource(use.Member) && use.Member is not IFieldSymbol { IsConst: true })
            {
                _calls.Add(new Call(use.Member.OriginalDefinition, site, told, use.Member));
                AddStaticConstructor(use.Member.ContainingType, site);
            }

            if (!bodies.HasSource(use.Member))
                AddJudged(use, site, told, operation);
        }

        private void AddLanguage(IOperation operation)
        {
            foreach (var found in LanguageEffects.Of(operation, member, compilation))
            {
                var effect = new Effect(found.Category, found.Api, found.Api, found.Advice, operation.Syntax, found.Name);
                if (found.If is { } condition)
                    _conditional.Add((condition, effect));
                else
                    _effects.Add(effect);
            }
        }

        private void AddJudged(in MemberUse use, SyntaxNode site, EffectCategory told, IOperation? operation)
        {
            var api = use.Member is IMethodSymbol { AssociatedSymbol: { } owner } ? owner : use.Member;
            if (apis.Judge(api) is not { } verdict)
            {
                // Neither source nor table knows the member.
                if (Assertions.NeedsOne(api, compilation))
                    _effects.Add(new Effect(EffectCategory.UnverifiedCall, api.OriginalDefinition, api.OriginalDefinition, "", site));
                return;
            }

            if (verdict.Category == EffectCategory.Pure || LanguageEffects.IsExempt(verdict, api, operation))
                return;
            if (use.Receiver is not null)
                _told[use.Receiver] = Told(use.Receiver) | verdict.Category;
            if ((told & verdict.Category) == 0)
                _effects.Add(new Effect(verdict.Category, api.OriginalDefinition, verdict.WholeType ? api.ContainingType.OriginalDefinition : api.OriginalDefinition, verdict.Advice, site));
        }

        private void AddConverted(ITypeSymbol? source, ITypeSymbol target, SyntaxNode site)
        {
            if (source is null)
                return;
            foreach (var implementation in dispatch.ReachableThrough(source, target))
                _calls.Add(new Call(implementation, site, EffectCategory.Pure));
        }

        private void AddStaticConstructor(INamedTypeSymbol? type, SyntaxNode site)
        {
            foreach (var constructor in type?.OriginalDefinition.StaticConstructors ?? [])
            {
                if (bodies.HasSource(constructor))
                    _calls.Add(new Call(constructor, site, EffectCategory.Pure));
            }
        }
    }
}

using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Binding;

/// <summary>Everything that is wrong with the actions, reducers and stores of one compilation, by the symbol it is about.</summary>
internal sealed class Findings
{
    private static readonly Dictionary<string, DiagnosticDescriptor> ByRule = new(StringComparer.Ordinal)
    {
        [RuleIds.StoreWithoutReducers] = Descriptors.StoreWithoutReducers,
        [RuleIds.DuplicateReducer] = Descriptors.DuplicateReducer,
        [RuleIds.AmbiguousSlice] = Descriptors.AmbiguousSlice,
        [RuleIds.MissingInitialState] = Descriptors.MissingInitialState,
        [RuleIds.StateCannotBeCopied] = Descriptors.StateCannotBeCopied,
        [RuleIds.MemberIsGenerated] = Descriptors.MemberIsGenerated,
        [RuleIds.DuplicateKind] = Descriptors.DuplicateKind,
        [RuleIds.LocalActionOnGossipedState] = Descriptors.LocalActionOnGossipedState,
        [RuleIds.GossipedActionOnLocalSlice] = Descriptors.GossipedActionOnLocalSlice,
    };

    private readonly Compilation _compilation;
    private readonly Dictionary<ISymbol, List<Diagnostic>> _bySymbol = new(SymbolEqualityComparer.Default);
    private readonly List<(StoreModel Model, INamedTypeSymbol Symbol)> _stores = [];
    private readonly List<(ReducerModel Model, IMethodSymbol Symbol)> _reducers = [];
    private readonly Dictionary<string, (ActionFacts Facts, INamedTypeSymbol Symbol)> _actions = new(StringComparer.Ordinal);
    private readonly List<IPropertySymbol> _localSlices = [];
    private readonly HookFindings _hooks;
    private bool _hasInvalidStore;

    private Findings(Compilation compilation)
    {
        _compilation = compilation;
        _hooks = new HookFindings(compilation, Add);
    }

    public static Findings Of(Compilation compilation)
    {
        var findings = new Findings(compilation);
        findings.Visit(compilation.Assembly.GlobalNamespace);
        findings.Bind();
        return findings;
    }

    public IReadOnlyList<Diagnostic> At(ISymbol symbol) => _bySymbol.TryGetValue(symbol, out var found) ? found : [];

    private void Visit(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            switch (member)
            {
                case INamedTypeSymbol type:
                    VisitType(type);
                    Visit(type);
                    break;
                case INamespaceSymbol space:
                    Visit(space);
                    break;
                case IPropertySymbol property when Attributes.IsLocalSlice(property):
                    _localSlices.Add(property);
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method:
                    _hooks.Visit(method);
                    if (Attributes.Find(method, Attributes.Reducer) is not null
                        && ReducerExtractor.Extract(method, _compilation, ReportingAt(method)) is { } reducer) _reducers.Add((reducer, method));
                    break;
            }
        }
    }

    private void VisitType(INamedTypeSymbol type)
    {
        if (Attributes.Find(type, Attributes.Action) is not null
            && ActionExtractor.Extract(type, _compilation, ReportingAt(type)) is { } action) _actions[action.Facts.Type] = (action.Facts, type);
        if (Attributes.Find(type, Attributes.LocalAction) is { } local)
        {
            if (Attributes.Find(type, Attributes.Action) is not null)
                Add(type, Diagnostic.Create(Descriptors.LocalAndGossiped, Attributes.LocationOf(local), type.Name));
            else if (ActionExtractor.ExtractLocal(type, ReportingAt(type)) is { } facts) _actions[facts.Type] = (facts, type);
        }

        if (CrdtInterfaces.IsState(type)) CrdtStateExtractor.Extract(type, _compilation, ReportingAt(type));
        if (Attributes.Find(type, Attributes.Store) is null) return;
        if (StoreExtractor.Extract(type, _compilation, new Problems(diagnostic => Add(OwnerOf(diagnostic, type), diagnostic))) is { } store) _stores.Add((store, type));
        else _hasInvalidStore = true;
    }

    private void Bind()
    {
        var facts = _actions.ToDictionary(a => a.Key, a => a.Value.Facts, StringComparer.Ordinal);
        var dispatched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (store, symbol) in _stores)
        {
            StoreBinder.Bind(store, _reducers.Select(r => r.Model), HookSet.Empty, facts, problem => Report(problem, symbol));
            dispatched.UnionWith(_reducers.Where(r => StoreBinder.Concerns(store, r.Model)).Select(r => r.Model.ActionType));
        }

        foreach (var (reducer, method) in _reducers) ReportIfUnclaimed(reducer, method);

        // A store that is itself reported would make everything look unused.
        if (_hasInvalidStore) return;
        foreach (var (reducer, method) in _reducers) ReportIfUnused(reducer, method);
        _hooks.Bind(_stores.ConvertAll(s => s.Model), _reducers.ConvertAll(r => r.Model), facts);

        // A library of actions has no stores.
        if (_stores.Count == 0) return;
        foreach (var property in _localSlices) ReportIfMisplaced(property);
        foreach (var action in _actions)
        {
            if (!dispatched.Contains(action.Key) && !_reducers.Any(r => r.Model.ActionType == action.Key))
                Add(action.Value.Symbol, Diagnostic.Create(Descriptors.ActionWithoutReducer, action.Value.Symbol.Locations.FirstOrDefault(), action.Value.Symbol.Name));
        }
    }

    /// <summary>A property of a platform type says nothing of whose it is: what was written for one state must not reduce another.</summary>
    private void ReportIfUnclaimed(ReducerModel reducer, IMethodSymbol method)
    {
        if (!reducer.State.Assembly.IsPlatform) return;
        var states = _stores.Where(s => StoreBinder.Concerns(s.Model, reducer)).Select(s => s.Model.State.ShortName).Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal).Select(name => $"'{name}'").ToList();
        if (states.Count < 2) return;
        Add(method, Diagnostic.Create(
            Descriptors.UnclaimedReducer, method.Locations.FirstOrDefault(), reducer.DisplayName, reducer.State.ShortName, string.Join(", ", states)));
    }

    private void ReportIfMisplaced(IPropertySymbol property)
    {
        var state = TypeNames.InCode(property.ContainingType);
        if (_stores.Any(s => s.Model.State.Name == state && s.Model.Slices.Any(slice => slice.Name == property.Name))) return;
        Add(property.ContainingType, Diagnostic.Create(
            Descriptors.MisplacedLocalSlice, property.Locations.FirstOrDefault(), $"{property.ContainingType.Name}.{property.Name}"));
    }

    private void ReportIfUnused(ReducerModel reducer, IMethodSymbol method)
    {
        if (BroughtMembers.ComesAlong(method) || _stores.Any(s => StoreBinder.Concerns(s.Model, reducer))) return;
        if (reducer.Slice is null)
        {
            Add(method, Diagnostic.Create(Descriptors.ReducerWithoutStore, method.Locations.FirstOrDefault(), reducer.DisplayName, reducer.State.ShortName));
            return;
        }

        var attribute = Attributes.Find(method, Attributes.Reducer);
        Add(method, Diagnostic.Create(
            Descriptors.UnknownSlice, Attributes.LocationOf(attribute), reducer.Slice, reducer.State.ShortName, reducer.DisplayName));
    }

    private void Report(BindingProblem problem, INamedTypeSymbol store)
    {
        // A reducer that is another store's beyond doubt need not be this one's.
        if (problem is { RuleId: RuleIds.AmbiguousSlice, Subject: ReducerModel ambiguous } && _stores.Any(s => StoreBinder.Serves(s.Model, ambiguous))) return;

        if (problem.Subject is OwnMember own)
        {
            var member = StoreExtractor.OwnMembers(store).First(m => m.Model.Equals(own)).Symbol;
            Add(store, Diagnostic.Create(ByRule[problem.RuleId], member.Locations.FirstOrDefault(), problem.Arguments));
            return;
        }

        // A reducer that a type brought along is declared elsewhere: the store has it.
        var subject = (ISymbol?)_reducers.FirstOrDefault(r => ReferenceEquals(r.Model, problem.Subject)).Symbol ?? store;
        Add(subject, Diagnostic.Create(ByRule[problem.RuleId], subject.Locations.FirstOrDefault(), problem.Arguments));
    }

    /// <summary>What is wrong with a state is found with its store, and stands where the state is declared.</summary>
    private static INamedTypeSymbol OwnerOf(Diagnostic diagnostic, INamedTypeSymbol store) =>
        diagnostic.Id == RuleIds.StateWithoutCanonicalForm
        && Attributes.Find(store, Attributes.Store)?.ConstructorArguments[0].Value is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } state
            ? state.OriginalDefinition
            : store;

    private Problems ReportingAt(ISymbol symbol) => new(diagnostic => Add(symbol, diagnostic));

    private void Add(ISymbol symbol, Diagnostic diagnostic)
    {
        if (!_bySymbol.TryGetValue(symbol, out var found)) _bySymbol.Add(symbol, found = []);

        // Two stores of one state find the same.
        if (!found.Any(f => f.Equals(diagnostic))) found.Add(diagnostic);
    }
}

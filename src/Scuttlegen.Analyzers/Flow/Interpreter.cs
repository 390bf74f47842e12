using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>
/// Runs one member on abstract objects, statement by statement, both ways at each branch, and notes what it changes, keeps, returns, and in what order it
/// looks at things. What it calls in this compilation it knows by summary; what it calls elsewhere, by <c>Apis.txt</c>. One interpreter runs one member once.
/// </summary>
internal sealed partial class Interpreter
{
    private readonly FlowContext _context;
    private readonly FlowTypes _types;
    private readonly ISymbol _member;
    private readonly MethodFacts _facts;
    private readonly Func<ISymbol, FlowSummary> _summaryOf;
    private readonly Func<ISymbol, bool> _isRecursive;
    private readonly CancellationToken _cancellation;

    private readonly Dictionary<ISymbol, Node> _roots = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Node> _statics = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(SyntaxNode Place, OperationKind Kind, string Path), Node> _made = [];
    private readonly Stack<Value> _implicitReceivers = new();
    private readonly Stack<Exit> _exits = new();
    private readonly HashSet<IOperation> _running = [];

    private readonly Dictionary<(SyntaxNode, EffectCategory, Sym), FlowFinding> _findings = [];
    private readonly Dictionary<(RootPath, SyntaxNode, EffectCategory, Sym), Condition> _conditions = [];
    private readonly List<StoredValue> _stores = [];
    private readonly Dictionary<ISymbol, Shape> _assigned = new(SymbolEqualityComparer.Default);
    private readonly List<Invocation> _invocations = [];
    private Shape _returns = Shape.None;
    private bool _draws;

    /// <param name="context">What is shared by all members.</param>
    /// <param name="member">The member to run.</param>
    /// <param name="facts">What its source says.</param>
    /// <param name="summaryOf">What is known so far of a member that this one uses.</param>
    /// <param name="isRecursive">Whether a member that this one uses leads back to it.</param>
    /// <param name="cancellation">Stops it.</param>
    public Interpreter(FlowContext context, ISymbol member, MethodFacts facts, Func<ISymbol, FlowSummary> summaryOf, Func<ISymbol, bool> isRecursive, CancellationToken cancellation)
    {
        _context = context;
        _types = context.Types;
        _member = member;
        _facts = facts;
        _summaryOf = summaryOf;
        _isRecursive = isRecursive;
        _cancellation = cancellation;
    }

    private ISymbol ThisSymbol => (_member.ContainingType ?? (ISymbol)_member).OriginalDefinition;

    private Node This => RootOf(ThisSymbol);

    public FlowSummary Run()
    {
        if (_member is not IMethodSymbol method)
            return RunInitializer();
        foreach (var (condition, effect) in _facts.Conditional)
            NoteTypeCondition(condition.Parameter, condition.Use, effect.Sink, new Trace(_member, effect));
        var state = new FlowState();
        var sequence = IsIterator(method) ? MadeAt(method.DeclaringSyntaxReferences[0].GetSyntax(_cancellation), "yields", method.ReturnType) : null;
        if (sequence is not null)
            sequence.IsLazy = true;
        _exits.Push(new Exit(ExitKind.Function, null) { Sequence = sequence });
        EnterConstructor(method, state);
        // Initialisers run before the constructor's body, which may replace what they wrote.
        foreach (var root in _context.Bodies.Of(method, _cancellation).OrderBy(static root => root is IFieldInitializerOperation or IPropertyInitializerOperation ? 0 : 1))
        {
            var value = Visit(root is ILocalFunctionOperation function ? function.Body : root, state);
            if (root is not (IMethodBodyBaseOperation or IBlockOperation or ILocalFunctionOperation))
                Return(value, state);
        }

        var exit = _exits.Pop();
        if (sequence is not null)
            exit.Returned = exit.Returned.Or(Value.Of(sequence));
        exit.State.Join(state);
        exit.State.IsUnreachable = false;
        _returns = _returns.Or(Shape.Of(exit.Returned, exit.State));
        if (method.MethodKind is not MethodKind.Constructor)
            NoteEscapes(exit.Returned, exit.State);
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out && exit.State.Find(parameter) is { } left)
                Assigned(parameter, left, exit.State);
        }

        var isVouchedFor = _context.Apis.IsVouchedFor(method);
        return new FlowSummary(
            _returns,
            isVouchedFor ? [] : _findings.Values.ToImmutableArray(),
            isVouchedFor ? [] : _conditions.Values.ToImmutableArray(),
            _stores.ToImmutableArray(),
            _assigned.Select(static pair => (pair.Key, pair.Value)).ToImmutableArray(),
            _invocations.ToImmutableArray(),
            _draws);
    }

    /// <summary>A static field's initialiser runs when it is first read.</summary>
    private FlowSummary RunInitializer()
    {
        _exits.Push(new Exit(ExitKind.Function, null));
        var state = new FlowState();
        foreach (var root in _context.Bodies.Of(_member, _cancellation))
            Visit(root, state);
        return new FlowSummary(Shape.None, _findings.Values.ToImmutableArray(), [], [], [], []);
    }

    /// <summary>A positional record's properties, and a primary constructor's captured parameters, are written without an operation that says so.</summary>
    private void EnterConstructor(IMethodSymbol method, FlowState state)
    {
        if (method.MethodKind != MethodKind.Constructor)
            return;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.DeclaringSyntaxReferences is not [var reference, ..]
                || reference.GetSyntax(_cancellation).Parent?.Parent is not Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax)
            {
                continue;
            }

            var property = method.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault();
            WriteMember(This, (ISymbol?)property ?? parameter, ReadParameter(parameter, state), state);
        }
    }

    private static bool IsIterator(IMethodSymbol method)
    {
        if (!FlowTypes.IsLazySequence(method.ReturnType) || method.DeclaringSyntaxReferences is not [var reference, ..])
            return false;
        return ContainsYield(reference.GetSyntax());
    }

    private static bool ContainsYield(SyntaxNode syntax) => syntax
        .DescendantNodes(static node => node is not (Microsoft.CodeAnalysis.CSharp.Syntax.AnonymousFunctionExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.LocalFunctionStatementSyntax)
            || node.Parent is null)
        .Concat(syntax is Microsoft.CodeAnalysis.CSharp.Syntax.LocalFunctionStatementSyntax { Body: { } body } ? body.DescendantNodes() : [])
        .Any(static node => node is Microsoft.CodeAnalysis.CSharp.Syntax.YieldStatementSyntax);

    // ---- objects ----------------------------------------------------------------------------------------------------------

    private Node RootOf(ISymbol symbol)
    {
        if (!_roots.TryGetValue(symbol, out var node))
        {
            node = Node.Root(symbol);
            _roots.Add(symbol, node);
        }

        return node;
    }

    private Node StaticOf(ISymbol symbol)
    {
        if (!_statics.TryGetValue(symbol, out var node))
        {
            node = Node.Static(symbol);
            _statics.Add(symbol, node);
        }

        return node;
    }

    /// <summary>The one object that a place makes.</summary>
    private Node MadeAt(SyntaxNode site, string path, ITypeSymbol? type, bool isLazy = false, OperationKind kind = OperationKind.None)
    {
        if (!_made.TryGetValue((site, kind, path), out var node))
        {
            node = Node.Fresh(type, site, isLazy);
            _made.Add((site, kind, path), node);
        }

        return node;
    }

    /// <summary>The object that an operation makes, empty as at its making.</summary>
    private Node Make(IOperation operation, FlowState state, ITypeSymbol? type = null, string path = "", bool isLazy = false)
    {
        var node = MadeAt(operation.Syntax, path, type ?? operation.Type, isLazy, operation.Kind);
        state.Forget(node);
        return node;
    }

    // ---- what is noted ----------------------------------------------------------------------------------------------------

    private void Report(EffectCategory category, ISymbol api, SyntaxNode site, Trace? rest = null, string advice = "", SyntaxNode? inner = null)
    {
        var trace = TraceTo(category, api, site, rest, advice);
        var place = inner ?? site;
        var key = (place, category, new Sym(trace.Effect.Group));
        if (!_findings.TryGetValue(key, out var known) || trace.CompareTo(known.Trace) < 0)
            _findings[key] = new FlowFinding(place, trace);
    }

    private void ReportIf(Node root, EffectCategory category, ISymbol api, SyntaxNode site, Trace? rest, bool commutes = false)
    {
        // Context, update and the like are the runtime's own, and change as it wants.
        if (root.Symbol is IParameterSymbol { Type: { } type } && IsRuntimeContext(type))
            return;
        var trace = TraceTo(category, api, site, rest, "");
        var key = (root.Path!, site, category, new Sym(trace.Effect.Group));
        if (!_conditions.TryGetValue(key, out var known) || trace.CompareTo(known.Trace) < 0)
            _conditions[key] = new Condition(root.Path!, site, trace, commutes && known?.Commutes != false);
        else if (known.Commutes && !commutes)
            _conditions[key] = known with { Commutes = false };
    }

    private Trace TraceTo(EffectCategory category, ISymbol api, SyntaxNode site, Trace? rest, string advice) =>
        rest is null ? new Trace(_member, new Effect(category, api.OriginalDefinition, api.OriginalDefinition, advice, site)) : new Trace(_member, rest);

    private static bool IsRuntimeContext(ITypeSymbol type) =>
        type is { Name: "ReplayContext" or "Update" or "FeedPrefix", ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } };

    private void Assigned(ISymbol variable, Value value, FlowState state)
    {
        var shape = Shape.Of(value, state);
        _assigned[variable] = _assigned.TryGetValue(variable, out var known) ? known.Or(shape) : shape;
    }

    /// <summary>Where control goes when it leaves a function, a loop or a switch.</summary>
    private sealed class Exit(ExitKind kind, IOperation? owner)
    {
        public ExitKind Kind { get; } = kind;

        public IOperation? Owner { get; } = owner;

        /// <summary>What holds wherever it is left.</summary>
        public FlowState State { get; } = new() { IsUnreachable = true };

        /// <summary>What holds wherever the loop goes round early.</summary>
        public FlowState Continued { get; } = new() { IsUnreachable = true };

        /// <summary>What a function returns.</summary>
        public Value Returned { get; set; } = Value.None;

        /// <summary>What an iterator yields into.</summary>
        public Node? Sequence { get; init; }

        /// <summary>For a loop over something without a defined order.</summary>
        public UnorderedLoop? Unordered { get; init; }
    }

    private enum ExitKind
    {
        Function,
        Loop,
        Switch,
    }
}

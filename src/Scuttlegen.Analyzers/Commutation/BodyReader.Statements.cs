using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Commutation;

/// <content>Statements. Each is told what comes after it, so that a path ends where it returns.</content>
internal sealed partial class BodyReader
{
    /// <summary>Runs a method of this compilation; its result is what any of its paths may return.</summary>
    private Value RunMethod(IMethodSymbol method, Func<int, Value?> argument, Value? instance = null)
    {
        var scope = new Scope { This = instance };
        var body = method.PartialImplementationPart ?? method;
        for (var i = 0; i < body.Parameters.Length; i++)
            scope[body.Parameters[i]] = argument(i) ?? Fresh();
        var roots = bodies.Of(body, cancellation).ToList();
        if (roots.Count != 1 || method.IsAsync || method.IsAbstract || method.IsExtern)
        {
            var site = body.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
            Obstruct($"{Text(site)} cannot be followed", site);
            return DependOnAll(body.Parameters.Select((_, i) => argument(i)).Append(instance), site);
        }

        _running.Push(method);
        var result = RunBody(roots[0], scope);
        _running.Pop();
        return result;
    }

    private Value RunBody(IOperation root, Scope scope) => root switch
    {
        IMethodBodyOperation body => RunOne((IOperation?)body.BlockBody ?? body.ExpressionBody, scope),
        ILocalFunctionOperation local => RunOne((IOperation?)local.Body ?? local.IgnoredBody, scope),
        IBlockOperation block => RunOne(block, scope),
        _ => Evaluate(root, scope),
    };

    private Value RunOne(IOperation? statement, Scope scope) => statement is null ? Value.None : Run(statement, scope, static _ => Value.None);

    private Value Run(ImmutableArray<IOperation> statements, int index, Scope scope, Func<Scope, Value> then) =>
        index == statements.Length ? then(scope) : Run(statements[index], scope, next => Run(statements, index + 1, next, then));

    private Value Run(IOperation? statement, Scope scope, Func<Scope, Value> then)
    {
        Step();
        switch (statement)
        {
            case null:
            case IEmptyOperation:
            case ILocalFunctionOperation:
                return then(scope);
            case IBlockOperation block:
                return Run(block.Operations, 0, scope, then);
            case ILabeledOperation labeled:
                return Run(labeled.Operation, scope, then);
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
                    scope[declarator.Symbol] = declarator.GetVariableInitializer() is { } initializer ? Evaluate(initializer.Value, scope) : Fresh();
                return then(scope);
            case IExpressionStatementOperation { Operation: IThrowOperation thrown }:
            {
                Evaluate(thrown, scope);
                return Value.None;
            }

            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation, scope);
                return then(scope);
            case IReturnOperation { Kind: OperationKind.Return } returned:
                return returned.ReturnedValue is null ? Value.None : Evaluate(returned.ReturnedValue, scope);
            case IThrowOperation thrown:
                Evaluate(thrown, scope);
                return Value.None;
            case IConditionalOperation choice:
                return RunChoice(choice, scope, then);
            case ISwitchOperation choice:
                return RunSwitch(choice, scope, then);
            case IForEachLoopOperation loop:
                return RunLoop(loop, scope, then);
            case IForLoopOperation or IWhileLoopOperation:
                return RunLoop((ILoopOperation)statement, scope, then);
            case IBranchOperation { BranchKind: BranchKind.Break } when scope.OnBreak is { } next:
                return next(scope);
            case IBranchOperation { BranchKind: BranchKind.Continue } when scope.OnContinue is { } next:
                return next(scope);
            default:
                Obstruct($"{Text(statement.Syntax)} cannot be followed", statement.Syntax);
                TouchWhole(statement.Syntax, writes: true);
                return new Value.Dependent(statement.Syntax);
        }
    }

    private Value RunChoice(IConditionalOperation choice, Scope scope, Func<Scope, Value> then)
    {
        var condition = Evaluate(choice.Condition, scope);
        var (whenTrue, whenFalse) = (scope.Clone(), scope.Clone());
        Learn(condition, whenTrue, true);
        Learn(condition, whenFalse, false);
        if (Leaves(choice.WhenTrue) || Leaves(choice.WhenFalse))
        {
            if (scope.OnContinue is not null && Depend(condition, choice.Condition.Syntax) is not Value.Independent)
            {
                // Which iterations do what would have to be told apart.
                Obstruct($"{Text(choice.Condition.Syntax)} depends on the state, within a loop", choice.Condition.Syntax);
            }

            return Choose(condition, Run(choice.WhenTrue, whenTrue, then), Run(choice.WhenFalse, whenFalse, then), choice.Condition.Syntax);
        }

        // Where both branches go on, what follows is read once, with what either leaves behind.
        Scope? first = null;
        Scope? second = null;
        Run(choice.WhenTrue, whenTrue, end => { first = end; return Value.None; });
        Run(choice.WhenFalse, whenFalse, end => { second = end; return Value.None; });
        if (first is null || second is null)
            return first is null && second is null ? Value.None : then(first ?? second!);
        foreach (var symbol in first.Symbols.Concat(second.Symbols).ToList())
        {
            if (first[symbol] is { } a && second[symbol] is { } b)
                scope[symbol] = Choose(condition, a, b, choice.Condition.Syntax);
        }

        return then(scope);
    }

    private Value RunSwitch(ISwitchOperation choice, Scope scope, Func<Scope, Value> then)
    {
        var value = Evaluate(choice.Value, scope);
        var outcomes = new List<Value>();
        var isIndependent = value is Value.Independent;
        if (!isIndependent)
            isIndependent = Depend(value, choice.Value.Syntax) is Value.Independent;
        var hasDefault = false;
        foreach (var @case in choice.Cases)
        {
            var inner = scope.Clone();
            inner.OnBreak = end => then(Outside(end, scope));
            foreach (var clause in @case.Clauses)
            {
                hasDefault |= clause is IDefaultCaseClauseOperation;
                if (clause is not IPatternCaseClauseOperation pattern)
                    continue;
                Match(pattern.Pattern, value, inner);
                if (pattern.Guard is not null && Depend(Evaluate(pattern.Guard, inner), pattern.Guard.Syntax) is not Value.Independent)
                    isIndependent = false;
            }

            outcomes.Add(Run(@case.Body, 0, inner, end => then(Outside(end, scope))));
        }

        if (!hasDefault)
            outcomes.Add(then(scope.Clone()));
        return isIndependent ? Value.Either(outcomes) : Value.Either(outcomes.Select(outcome => Guard(outcome, choice.Value.Syntax)));

        static Scope Outside(Scope end, Scope around)
        {
            (end.OnBreak, end.OnContinue) = (around.OnBreak, around.OnContinue);
            return end;
        }
    }

    private Value RunLoop(ILoopOperation loop, Scope scope, Func<Scope, Value> then)
    {
        var around = (scope.OnBreak, scope.OnContinue);
        SyntaxNode? guard = null;
        var returned = Value.None;
        Value? elements = null;
        if (loop is IForEachLoopOperation each)
        {
            elements = Element(Evaluate(each.Collection, scope), each.Collection.Syntax);
            CheckReceiver(each.Collection);
            if (elements is not Value.Independent)
                guard = each.Collection.Syntax;
        }
        else if (loop is IForLoopOperation counting)
        {
            foreach (var start in counting.Before)
                Run(start, scope, static _ => Value.None);
        }

        // Twice: what a first round leaves behind, the second one meets.
        for (var round = 0; round < 2; round++)
        {
            var ends = new List<Scope> { scope.Clone() };
            var inside = scope.Clone();
            Value Collect(Scope end)
            {
                ends.Add(end);
                return Value.None;
            }

            (inside.OnBreak, inside.OnContinue) = (Collect, Collect);
            switch (loop)
            {
                case IForEachLoopOperation foreachLoop:
                    Assign(foreachLoop.LoopControlVariable, elements is Value.Independent ? Fresh() : elements!, inside);
                    break;
                case IForLoopOperation { Condition: { } condition }:
                    guard ??= GuardOf(condition, inside);
                    break;
                case IWhileLoopOperation { Condition: { } condition }:
                    guard ??= GuardOf(condition, inside);
                    break;
            }

            returned = Value.Either(returned, Run(loop.Body, inside, Collect));
            if (loop is IForLoopOperation stepping)
            {
                foreach (var end in ends.Skip(1))
                {
                    foreach (var step in stepping.AtLoopBottom)
                        Run(step, end, static _ => Value.None);
                }
            }

            foreach (var symbol in ends.SelectMany(end => end.Symbols).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToList())
            {
                var before = scope[symbol];
                var after = Value.Either(ends.Select(end => end[symbol] ?? Value.None));
                scope[symbol] = guard is null || before is null || Value.Same(before, after)
                    ? after
                    : Value.Either(((after as Value.Alternatives)?.Values ?? [after]).Select(value => Value.Same(value, before) ? value : Guard(value, guard)));
            }
        }

        (scope.OnBreak, scope.OnContinue) = around;
        var rest = then(scope);
        return guard is null ? Value.Either(returned, rest) : returned == Value.None ? rest : Value.Either(Guard(returned, guard), Guard(rest, guard));
    }

    private SyntaxNode? GuardOf(IOperation condition, Scope scope) =>
        Depend(Evaluate(condition, scope), condition.Syntax) is Value.Independent ? null : condition.Syntax;

    private Value Element(Value collection, SyntaxNode site) => Depend(collection, site) is Value.Dependent dependent ? dependent : Fresh();

    /// <summary>Whether the branch may end its path, or jump.</summary>
    private static bool Leaves(IOperation? branch) =>
        branch?.DescendantsAndSelf().Any(operation => operation is IReturnOperation or IBranchOperation or IThrowOperation && !IsNested(operation, branch)) == true;

    private static bool IsNested(IOperation operation, IOperation root)
    {
        for (var current = operation.Parent; current is not null && current != root; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Statements: branches, loops, jumps.</summary>
internal sealed partial class Interpreter
{
    /// <summary>A loop's body is run this often: once for what it does, once more for what it leaves for its next round.</summary>
    private const int Rounds = 2;

    private Value Visit(IOperation? operation, FlowState state)
    {
        _cancellation.ThrowIfCancellationRequested();
        switch (operation)
        {
            case null or ILocalFunctionOperation:
                return Value.None;
            case IMethodBodyOperation body:
                Visit(body.BlockBody, state);
                Visit(body.ExpressionBody, state);
                return Value.None;
            case IConstructorBodyOperation body:
                Visit(body.Initializer, state);
                Visit(body.BlockBody, state);
                Visit(body.ExpressionBody, state);
                return Value.None;
            case IFieldInitializerOperation initializer:
                foreach (var field in initializer.InitializedFields)
                    WriteMember(This, field, Eval(initializer.Value, state), state);
                return Value.None;
            case IPropertyInitializerOperation initializer:
                foreach (var property in initializer.InitializedProperties)
                    WriteMember(This, property, Eval(initializer.Value, state), state);
                return Value.None;
            case IBlockOperation block:
                foreach (var statement in block.Operations)
                    Visit(statement, state);
                return Value.None;
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                    Visit(declaration, state);
                return Value.None;
            case IVariableDeclarationOperation declaration:
                foreach (var declarator in declaration.Declarators)
                    Declare(declarator, declaration.Initializer, state);
                return Value.None;
            case IExpressionStatementOperation statement:
                Eval(statement.Operation, state);
                return Value.None;
            case IReturnOperation { Kind: OperationKind.YieldReturn } yield:
                Yield(yield, state);
                return Value.None;
            case IReturnOperation { Kind: OperationKind.YieldBreak }:
                state.IsUnreachable = true;
                return Value.None;
            case IReturnOperation statement:
                var returned = statement.ReturnedValue is { Type: not null } && ReturnsPlace() ? OwnersOf(statement.ReturnedValue, state) : Eval(statement.ReturnedValue, state);
                NoteReturnInLoops(statement, state);
                Return(returned, state);
                state.IsUnreachable = true;
                return Value.None;
            case IConditionalOperation { Type: null } conditional:
                Branch(conditional, state);
                return Value.None;
            case IForEachLoopOperation loop:
                ForEach(loop, state);
                return Value.None;
            case IForLoopOperation loop:
                foreach (var before in loop.Before)
                    Visit(before, state);
                Loop(loop, state, inner =>
                {
                    Eval(loop.Condition, inner);
                    return () =>
                    {
                        Visit(loop.Body, inner);
                        foreach (var step in loop.AtLoopBottom)
                            Visit(step, inner);
                    };
                });
                return Value.None;
            case IWhileLoopOperation loop:
                Loop(loop, state, inner =>
                {
                    if (loop.ConditionIsTop)
                        Eval(loop.Condition, inner);
                    return () =>
                    {
                        Visit(loop.Body, inner);
                        if (!loop.ConditionIsTop)
                            Eval(loop.Condition, inner);
                    };
                });
                return Value.None;
            case ISwitchOperation statement:
                Switch(statement, state);
                return Value.None;
            case ITryOperation statement:
                Try(statement, state);
                return Value.None;
            case IUsingOperation statement:
                var resource = Visit(statement.Resources, state);
                Dispose(statement.Resources, resource, state);
                Visit(statement.Body, state);
                return Value.None;
            case IUsingDeclarationOperation declaration:
                Visit(declaration.DeclarationGroup, state);
                Dispose(declaration.DeclarationGroup, Value.None, state);
                return Value.None;
            case ILockOperation statement:
                Eval(statement.LockedValue, state);
                Visit(statement.Body, state);
                return Value.None;
            case ILabeledOperation labeled:
                Visit(labeled.Operation, state);
                return Value.None;
            case IBranchOperation branch:
                Jump(branch, state);
                return Value.None;
            case IThrowOperation { Type: null } statement:
                Eval(statement.Exception, state);
                state.IsUnreachable = true;
                return Value.None;
            case { Type: null } other when other is not (IInvocationOperation or IMethodReferenceOperation or ITupleOperation or IAnonymousFunctionOperation or IDelegateCreationOperation or IConversionOperation or IPropertyReferenceOperation or IFieldReferenceOperation):
                foreach (var child in other.ChildOperations)
                    Visit(child, state);
                return Value.None;
            default:
                return Eval(operation, state);
        }
    }

    private bool ReturnsPlace() => _member is IMethodSymbol { ReturnsByRef: true } or IMethodSymbol { ReturnsByRefReadonly: true };

    private void Return(Value value, FlowState state)
    {
        var exit = FunctionExit();
        exit.Returned = exit.Returned.Or(value);
        exit.State.Join(state);
    }

    private Exit FunctionExit() => _exits.First(static exit => exit.Kind == ExitKind.Function);

    private void Declare(IVariableDeclaratorOperation declarator, IVariableInitializerOperation? shared, FlowState state)
    {
        var initializer = declarator.Initializer ?? shared;
        foreach (var ignored in declarator.IgnoredArguments)
            Eval(ignored, state);
        if (initializer is null)
            return;
        var value = declarator.Symbol.IsRef ? OwnersOf(initializer.Value, state) : Eval(initializer.Value, state);
        state.Set(declarator.Symbol, value);
    }

    private void Branch(IConditionalOperation conditional, FlowState state)
    {
        Eval(conditional.Condition, state);
        var otherwise = state.Clone();
        Visit(conditional.WhenTrue, state);
        Visit(conditional.WhenFalse, otherwise);
        state.Join(otherwise);
    }

    /// <summary>Runs a loop to its rest; what <paramref name="round"/> returns is the body, after the condition was asked.</summary>
    private void Loop(ILoopOperation loop, FlowState state, Func<FlowState, Action> round, UnorderedLoop? unordered = null)
    {
        var exit = new Exit(ExitKind.Loop, loop) { Unordered = unordered };
        _exits.Push(exit);
        for (var count = 0; count < Rounds; count++)
        {
            var inner = state.Clone();
            round(inner)();
            inner.Join(exit.Continued);
            if (!state.Join(inner))
                break;
        }

        _exits.Pop();
        state.Join(exit.State);
        if (unordered is not null)
            Conclude(unordered);
    }

    private void ForEach(IForEachLoopOperation loop, FlowState state)
    {
        var collection = MemberUse.Strip(loop.Collection);
        var value = Eval(loop.Collection, state);
        value = RunEnumerator(loop, value, state);
        var order = OrderOf(value, loop.Collection, state);
        var unordered = order is null ? null : new UnorderedLoop(loop, order, loop.Locals);
        var elements = loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.IsRef: true } ? value.NodesOnly() : ElementsOf(value, collection?.Type, state);
        Loop(loop, state, inner =>
        {
            BindElement(loop.LoopControlVariable, elements, inner);
            return () => Visit(loop.Body, inner);
        }, unordered);
    }

    private void BindElement(IOperation variable, Value elements, FlowState state)
    {
        switch (variable)
        {
            case IVariableDeclaratorOperation declarator:
                state.Set(declarator.Symbol, !declarator.Symbol.IsRef && _types.IsScalar(declarator.Symbol.Type) ? Value.None : elements);
                break;
            case ITupleOperation or IDeclarationExpressionOperation:
                Deconstruct(variable, elements, null, state);
                break;
            case ILocalReferenceOperation local:
                state.Set(local.Local, elements);
                break;
        }
    }

    private void Switch(ISwitchOperation statement, FlowState state)
    {
        var value = Eval(statement.Value, state);
        var exit = new Exit(ExitKind.Switch, statement);
        _exits.Push(exit);
        var hasDefault = false;
        foreach (var section in statement.Cases)
        {
            var inner = state.Clone();
            foreach (var clause in section.Clauses)
            {
                hasDefault |= clause.CaseKind == CaseKind.Default;
                if (clause is IPatternCaseClauseOperation pattern)
                {
                    Match(pattern.Pattern, value, inner);
                    Eval(pattern.Guard, inner);
                }
            }

            foreach (var body in section.Body)
                Visit(body, inner);
            exit.State.Join(inner);
        }

        _exits.Pop();
        if (hasDefault)
            state.Replace(exit.State);
        else
            state.Join(exit.State);
    }

    private void Try(ITryOperation statement, FlowState state)
    {
        var before = state.Clone();
        Visit(statement.Body, state);
        // An exception may leave the body anywhere.
        before.Join(state);
        foreach (var clause in statement.Catches)
        {
            var inner = before.Clone();
            if (clause.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation declarator)
                inner.Set(declarator.Symbol, Value.None);
            Eval(clause.Filter, inner);
            Visit(clause.Handler, inner);
            state.Join(inner);
        }

        if (statement.Finally is null)
            return;
        var wasUnreachable = state.IsUnreachable;
        if (wasUnreachable)
            state.Replace(before);
        state.IsUnreachable = false;
        Visit(statement.Finally, state);
        state.IsUnreachable |= wasUnreachable;
    }

    private void Jump(IBranchOperation branch, FlowState state)
    {
        foreach (var exit in _exits)
        {
            if (exit.Kind == ExitKind.Function)
                break;
            if (branch.BranchKind == BranchKind.Continue && exit.Owner is ILoopOperation looping && SymbolEqualityComparer.Default.Equals(looping.ContinueLabel, branch.Target))
            {
                exit.Continued.Join(state);
                break;
            }

            var label = exit.Owner switch
            {
                ILoopOperation loop => loop.ExitLabel,
                ISwitchOperation statement => statement.ExitLabel,
                _ => null,
            };
            if (branch.BranchKind == BranchKind.Break && SymbolEqualityComparer.Default.Equals(label, branch.Target))
            {
                if (exit.Unordered is { } unordered)
                    unordered.IsLeft = true;
                exit.State.Join(state);
                break;
            }
        }

        // A goto is rare; what it jumps to is run where it stands.
        state.IsUnreachable |= branch.BranchKind != BranchKind.GoTo;
    }

    private void Yield(IReturnOperation yield, FlowState state)
    {
        var value = Eval(yield.ReturnedValue, state);
        if (FunctionExit().Sequence is not { } sequence)
            return;
        state.Write(sequence, null, value);
        foreach (var loop in UnorderedLoops())
            state.SetTaint(sequence, KeptBy(loop));
        Return(Value.None, state);
    }
}

using Scuttlegen.Generators.Binding;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Emission;

/// <summary>Prints the guards of a kind in the replay loop: each is asked about the state before the update, and one that says no ends the update there (R6).</summary>
internal static class GuardEmitter
{
    public static void Emit(IndentedWriter writer, KindBinding kind)
    {
        foreach (var bound in kind.Hooks.Guards)
        {
            var (guard, slice) = (bound.Guard, bound.Slice);
            if (guard.TakesContext) writer.Line($"context.Enter(in entry, {TableEmitter.Literal(ContractText.StableName(bound, kind.Action))});");
            var state = slice is null ? "current" : "current." + slice.Access + (slice.IsNullable && !guard.AcceptsNullState ? "!" : "");

            // The log holds it boxed already.
            var action = guard.IsWide && kind.Action.IsValueType ? guard.ActionType == "object" ? "entry.Action!" : $"({guard.ActionType})entry.Action!" : "action";
            writer.Line($"if (!{guard.CallTarget}({state}, {action}{(guard.TakesContext ? ", context" : "")})) break;");
        }
    }
}

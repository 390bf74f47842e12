using System.Text;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Binding;

/// <summary>The canonical description of a store: equal texts of equal code compute equal states from equal updates.</summary>
internal static class ContractText
{
    public const string Format = "scuttlegen contract 1";

    public static string Write(StoreModel store, EquatableArray<KindBinding> kinds, KindBinding? genesis)
    {
        var text = new StringBuilder();
        text.Append(Format).Append('\n');
        text.Append("store ").Append(Quote(store.StoreName)).Append('\n');
        text.Append("state ").Append(store.State.DisplayName).Append('\n');
        if (store.StateCodec is { } codec) text.Append("  canonical ").Append(codec.Layout).Append('\n');
        if (genesis is not null)
        {
            text.Append("genesis\n");
            AppendReducers(text, genesis);
        }

        foreach (var kind in kinds)
        {
            text.Append("kind ").Append(Quote(kind.Action.Kind)).Append(' ').Append(kind.Action.Layout).Append('\n');
            AppendReducers(text, kind);
            foreach (var guard in kind.Hooks.Guards)
                AppendCode(text, guard.Slice is null ? "guard root" : "guard slice " + guard.Slice.Name, StableName(guard, kind.Action), guard.Guard.TakesContext, guard.Guard.CodeHash);
            foreach (var verifier in kind.Hooks.Verifiers)
                AppendCode(text, "verifier", verifier.StableName, takesContext: false, verifier.CodeHash);
        }

        return text.ToString();
    }

    /// <summary>The name that seeds a reducer's draws: nothing but the method, the kind and the slice it serves.</summary>
    public static string StableName(ReducerModel reducer, ActionFacts action, string? slice) =>
        $"{reducer.StableName}({action.Kind}){slice}";

    /// <summary>The name that seeds a guard's draws.</summary>
    public static string StableName(GuardBinding guard, ActionFacts action) => $"{guard.Guard.StableName}({action.Kind}){guard.Slice?.Name}";

    private static void AppendReducers(StringBuilder text, KindBinding kind)
    {
        foreach (var slice in kind.Slices) AppendReducer(text, slice.Slice.Name, slice.Reducer, kind.Action);
        if (kind.Root is { } root) AppendReducer(text, null, root, kind.Action);
    }

    private static void AppendReducer(StringBuilder text, string? slice, ReducerModel reducer, ActionFacts action) =>
        AppendCode(text, slice is null ? "root" : "slice " + slice, StableName(reducer, action, slice), reducer.TakesContext, reducer.CodeHash);

    private static void AppendCode(StringBuilder text, string place, string name, bool takesContext, string hash) =>
        text.Append("  ").Append(place).Append(": ")
            .Append(Quote(name))
            .Append(takesContext ? " with context" : "")
            .Append(hash.Length == 0 ? " of its assembly" : " sha256 " + hash).Append('\n');

    // Names come from users: a line break in one must not look like another line of the contract.
    public static string Quote(string name)
    {
        var text = new StringBuilder("\"");
        foreach (var c in name)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c < ' ') text.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else text.Append(c);
        }

        return text.Append('"').ToString();
    }
}

using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Extraction;

/// <summary>
/// Lays out an action or a store's state: its members, and the types below them, each once. One instance serves one of them.
/// </summary>
/// <param name="root">The action or the state.</param>
/// <param name="store">Of a state, the store that its codec is generated into; <see langword="null"/> for an action, which its own is generated into.</param>
internal sealed partial class LayoutExtractor(ITypeSymbol root, Compilation compilation, Problems problems, INamedTypeSymbol? store = null)
{
    // Pairs of pairs are fine, a type that holds itself with ever larger arguments has no end.
    private const int MaxNestedGenerics = 8;

    private readonly Dictionary<string, HelperType> _laidOut = new(StringComparer.Ordinal);
    private readonly INamedTypeSymbol _within = store ?? (INamedTypeSymbol)root;
    private readonly Dictionary<string, HelperType> _helpersByType = new(StringComparer.Ordinal);
    private readonly HashSet<string> _helperNames = new(StringComparer.Ordinal);
    private readonly List<INamedTypeSymbol> _openGenerics = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private ISymbol? _rootMember;
    private string _path = "";
    private bool _failed;

    /// <summary>Helpers other than objects, in the order of first use.</summary>
    public List<HelperType> Helpers { get; } = [];

    /// <summary>Types laid out member by member, in the order of first use.</summary>
    public List<ObjectModel> Objects { get; } = [];

    public bool RoundTripsExactly { get; private set; } = true;

    public bool IsRecursive { get; private set; }

    public (ObjectModel Model, string Layout)? ExtractRoot()
    {
        _open.Add(TypeNames.InCode(root));
        var extracted = ExtractObject(_within, helper: "");
        return _failed || extracted is null ? null : extracted;
    }

    /// <summary>How the state goes into its canonical bytes, or <see langword="null"/> after the reason was reported.</summary>
    public WireType? ExtractState() => Classify(root) is { } state && !_failed ? state : null;

    private (ObjectModel Model, string Layout)? ExtractObject(INamedTypeSymbol type, string helper)
    {
        var isRoot = SymbolEqualityComparer.Default.Equals(type, root);
        var mayBeDerived = type is { IsReferenceType: true, IsSealed: false };
        if (mayBeDerived) RoundTripsExactly = false;

        var shape = new ObjectShape(type, _within, compilation);
        if (shape.Fault is { } fault)
        {
            if (isRoot && store is null) Fail(Descriptors.UnsupportedAction, type.Locations.FirstOrDefault(), type.Name, fault.Reason + "; " + fault.WayOut);
            else FailMember(type, fault.Reason, fault.WayOut);
            return null;
        }

        if (shape.Hidden is { } hidden)
        {
            // An action is decoded before it is reduced, so what is hidden in it is the same everywhere. A state is not.
            RoundTripsExactly = false;
            if (store is not null)
            {
                FailMember(type, $"it holds '{hidden.Name}', which generated code cannot read and set", $"make '{hidden.Name}' a public property with an init accessor, or implement Scuttlegen.Wire.ICborCodec<T> on '{type.Name}'");
                return null;
            }
        }

        var isTuple = TypeNames.IsTuple(type);
        var members = new List<MemberModel>();
        var locals = new LocalNames("reader", "count");
        foreach (var member in shape.Members)
        {
            if (member.Symbol.Name.Length == 0)
            {
                _failed = true; // the compiler has said why
                continue;
            }

            if (isRoot) _rootMember = member.Parameter is { } parameter && IsDeclaredIn(parameter, root) ? parameter : member.Symbol;
            var outerPath = _path;
            _path = _path.Length == 0 ? member.Symbol.Name : _path + "." + member.Symbol.Name;

            if (isRoot && store is not null && member.Symbol is IPropertySymbol property && Attributes.IsLocalSlice(property))
            {
                var name = TypeNames.Escape(member.Symbol.Name);
                members.Add(new MemberModel(
                    member.Symbol.Name, name, locals.Add(member.Symbol.Name), Type: null!, Missing: null, member.Parameter is not null, member.IsAssigned, Fixed: StateCodecModel.Initial + "." + name));
            }
            else if (member.Fault is { } memberFault) FailMember(member.Type, memberFault.Reason, memberFault.WayOut);
            else if (Classify(member.Type, isMember: true) is { } wire)
            {
                if (member.IsMutable && type.IsReferenceType) RoundTripsExactly = false;
                members.Add(new MemberModel(
                    member.Symbol.Name,
                    TypeNames.Escape(member.Symbol.Name),
                    locals.Add(member.Symbol.Name),
                    wire,
                    Defaults.WhenMissing(member, wire, _within, compilation),
                    isTuple || member.Parameter is not null,
                    member.IsAssigned));
            }

            _path = outerPath;
        }

        var layout = (helper.Length == 0 || isTuple ? "[" : TypeNames.InText(type) + "[") + string.Join(", ", members.Where(m => m.Fixed is null).Select(m => m.Name + ":" + m.Type.Layout)) + "]";
        return (new ObjectModel(helper, TypeNames.InCode(type), type.IsValueType, members.ToEquatableArray(), isTuple, mayBeDerived), layout);
    }

    /// <param name="union">The type as a union, if it is one.</param>
    private HelperType? LayOut(INamedTypeSymbol type, UnionShape? union)
    {
        var name = TypeNames.InCode(type);
        if (_laidOut.TryGetValue(name, out var known)) return known;

        // Open, yet not known here: this is a nested action whose layout leads back to a type around it.
        if (!_open.Add(name)) return new ObjectType(name, "^" + TypeNames.InText(type), type.Name);
        if (type.Arity > 0 && _openGenerics.Count(t => SymbolEqualityComparer.Default.Equals(t, type.OriginalDefinition)) == MaxNestedGenerics)
        {
            FailMember(type, "it holds itself with ever larger type arguments, without end", "use a type that holds itself as it is");
            _open.Remove(name);
            return null;
        }

        // What refers back to an open type needs its name only.
        var helper = NewHelper(TypeNames.IsTuple(type) ? "Tuple" : type.Name);
        _laidOut.Add(name, new ObjectType(name, "^" + TypeNames.InText(type), helper));
        _openGenerics.Add(type.OriginalDefinition);
        HelperType? laidOut = union is null ? LayOutObject(type, name, helper) : LayOutUnion(type, union, helper);
        _openGenerics.RemoveAt(_openGenerics.Count - 1);
        _open.Remove(name);
        return laidOut is null ? null : _laidOut[name] = laidOut;
    }

    private ObjectType? LayOutObject(INamedTypeSymbol type, string name, string helper)
    {
        var slot = Objects.Count;
        Objects.Add(null!);
        if (ExtractObject(type, helper) is not { } result)
        {
            Objects.RemoveAt(slot);
            return null;
        }

        Objects[slot] = result.Model;
        return new ObjectType(name, result.Layout, helper);
    }

    /// <summary>Whether a type is being laid out, so that a value can contain itself.</summary>
    private bool NoteRecursion(string typeName)
    {
        if (!_open.Contains(typeName)) return false;

        // Only a decode tells the origin that a value is nested deeper than every receiver allows.
        IsRecursive = true;
        RoundTripsExactly = false;
        return true;
    }

    private string NewHelper(string name)
    {
        var unique = name;
        for (var n = 2; !_helperNames.Add(unique); n++) unique = name + n.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return unique;
    }

    private void FailMember(ITypeSymbol type, string reason, string wayOut) =>
        Fail(
            store is null ? Descriptors.UnsupportedMember : Descriptors.StateWithoutCanonicalForm,
            LocationOfMember(), _path.Length > 0 ? _path : TypeNames.Short(root), TypeNames.Short(type), reason, wayOut);

    private void Fail(DiagnosticDescriptor rule, Location? location, params object?[] arguments)
    {
        _failed = true;
        problems.Add(rule, location, arguments);
    }

    private Location? LocationOfMember() =>
        _rootMember is { } member && IsDeclaredIn(member, root)
            ? member.Locations.FirstOrDefault()
            : root.Locations.Concat(_within.Locations).FirstOrDefault(location => location.IsInSource);

    private static bool IsDeclaredIn(ISymbol member, ITypeSymbol type) =>
        member.Locations.FirstOrDefault() is { IsInSource: true } location
        && type.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == location.SourceTree && r.Span.Contains(location.SourceSpan));
}

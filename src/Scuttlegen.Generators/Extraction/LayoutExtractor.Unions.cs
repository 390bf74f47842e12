using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Extraction;

internal sealed partial class LayoutExtractor
{
    private UnionType? LayOutUnion(INamedTypeSymbol type, UnionShape union, string helper)
    {
        if (union.Fault is { } fault)
        {
            if (store is not null) FailMember(type, fault.Reason, fault.WayOut);
            else Fail(Descriptors.UnsupportedUnion, LocationOfMember(), TypeNames.Short(type), _path, fault.Reason, fault.WayOut);
            return null;
        }

        var slot = Helpers.Count;
        Helpers.Add(null!);
        var cases = new List<WireType>();
        foreach (var @case in union.Cases)
        {
            var outerPath = _path;
            _path += $"({@case.Name})";
            if (Classify(@case.WithNullableAnnotation(NullableAnnotation.NotAnnotated)) is { } wire) cases.Add(wire);
            _path = outerPath;
        }

        if (cases.Count < union.Cases.Count)
        {
            Helpers.RemoveAt(slot);
            return null;
        }

        var name = TypeNames.InText(type);
        var laidOut = new UnionType(
            TypeNames.InCode(type), $"union {name}({string.Join(" | ", cases.Select(c => c.Layout))})", helper, TypeNames.Short(type), cases.ToEquatableArray());
        Helpers[slot] = laidOut;
        return laidOut;
    }
}

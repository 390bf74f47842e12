using CsCheck;

namespace Scuttlegen.Testing;

/// <summary>How findings speak of types and values.</summary>
internal static class Text
{
    /// <summary>A type as code names it, without namespaces.</summary>
    public static string NameOf(Type type)
    {
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";
        var arguments = type.GetGenericArguments();
        var outer = type.DeclaringType;
        var inherited = outer?.GetGenericArguments().Length ?? 0;
        var prefix = outer is null ? "" : NameOf(inherited == 0 ? outer : outer.MakeGenericType(arguments[..inherited])) + ".";
        var own = arguments[inherited..];
        var name = type.Name.Split('`')[0];
        return prefix + (own.Length == 0 ? name : $"{name}<{string.Join(", ", own.Select(NameOf))}>");
    }

    /// <summary>A value as it prints itself, items and members included.</summary>
    public static string Print<T>(T value) => Check.Print(value);

    /// <summary>A value as it prints itself and, since many print nothing of use, its bytes.</summary>
    public static string Of<T>(T value)
    {
        var text = Print(value);
        if (Codec<T>.Known is not { } codec) return text;
        try
        {
            return $"{text} (0x{Convert.ToHexStringLower(codec.Encode(value))})";
        }
        catch (CrdtLawException)
        {
            return text;
        }
    }

    /// <summary>Names and values, one on each line.</summary>
    public static string Of<T>(params ReadOnlySpan<(string Name, T Value)> values)
    {
        var text = "";
        foreach (var (name, value) in values) text += $"\n  {name} = {Of(value)}";
        return text;
    }
}

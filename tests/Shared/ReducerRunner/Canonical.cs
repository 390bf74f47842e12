using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ReducerRunner;

/// <summary>Any value as text that says everything that it holds, and nothing that its process or history put there: sets and maps are sorted, reals are bits.</summary>
internal static class Canonical
{
    private const int MaxDepth = 16;
    private const int MaxItems = 2000;

    public static string Print(object? value)
    {
        var text = new StringBuilder();
        Print(value, text, 0);
        return text.ToString();
    }

    private static void Print(object? value, StringBuilder text, int depth)
    {
        if (depth > MaxDepth)
        {
            text.Append('…');
            return;
        }

        switch (value)
        {
            case null: text.Append("null"); break;
            case string s: Quote(s, text); break;
            case char c: Quote(c.ToString(), text); break;
            case bool b: text.Append(b ? "true" : "false"); break;
            case double d: text.Append(CultureInfo.InvariantCulture, $"d{BitConverter.DoubleToInt64Bits(d):x}"); break;
            case float f: text.Append(CultureInfo.InvariantCulture, $"f{BitConverter.SingleToInt32Bits(f):x}"); break;
            case decimal m: text.Append('m').AppendJoin('.', decimal.GetBits(m).Select(bits => bits.ToString("x", CultureInfo.InvariantCulture))); break;
            case DateTime t: text.Append(CultureInfo.InvariantCulture, $"t{t.Ticks}/{(int)t.Kind}"); break;
            case DateTimeOffset o: text.Append(CultureInfo.InvariantCulture, $"o{o.Ticks}/{o.Offset.Ticks}"); break;
            case Enum e: text.Append(Convert.ChangeType(e, Enum.GetUnderlyingType(e.GetType()), CultureInfo.InvariantCulture)); break;
            case Guid or TimeSpan or DateOnly or TimeOnly or Half or Int128 or UInt128 or System.Numerics.BigInteger: text.Append(((IFormattable)value).ToString(value is DateOnly or TimeOnly ? "o" : null, CultureInfo.InvariantCulture)); break;
            case IFormattable number when number.GetType().IsPrimitive: text.Append(number.ToString(null, CultureInfo.InvariantCulture)); break;
            case Delegate function: text.Append("function ").Append(function.Method.ReturnType.Name); break;
            case Type type: Quote(type.FullName ?? type.Name, text); break;
            case StringBuilder builder: Quote(builder.ToString(), text); break;
            case Uri uri: Quote(uri.OriginalString, text); break;
            case ITuple tuple: List(Enumerable.Range(0, tuple.Length).Select(index => tuple[index]), text, depth, isSorted: false); break;
            case IEnumerable items when IsSequence(value.GetType()): List(Items(items), text, depth, IsUnordered(value.GetType())); break;
            default: Fields(value, text, depth); break;
        }
    }

    private static IEnumerable<object?> Items(IEnumerable items)
    {
        // A default ImmutableArray<T> throws when it is enumerated.
        if (items.GetType().GetProperty("IsDefault")?.GetValue(items) is true)
            return ["default"];
        return items.Cast<object?>().Take(MaxItems);
    }

    private static void List(IEnumerable<object?> items, StringBuilder text, int depth, bool isSorted)
    {
        var printed = items.Select(item =>
        {
            var inner = new StringBuilder();
            Print(item, inner, depth + 1);
            return inner.ToString();
        });
        text.Append('[').AppendJoin(", ", isSorted ? printed.Order(StringComparer.Ordinal) : printed).Append(']');
    }

    private static void Fields(object value, StringBuilder text, int depth)
    {
        text.Append(value.GetType().Name).Append('{');
        for (var type = value.GetType(); type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).OrderBy(field => field.Name, StringComparer.Ordinal))
            {
                text.Append(field.Name).Append('=');
                Print(field.GetValue(value), text, depth + 1);
                text.Append(';');
            }
        }

        text.Append('}');
    }

    // An object of the user's that can be enumerated is what its fields are.
    private static bool IsSequence(Type type) => type.IsArray || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true || type.Name.Contains('<');

    private static bool IsUnordered(Type type) => type.GetInterfaces().Any(contract => contract == typeof(IDictionary)
        || (contract.IsGenericType && contract.GetGenericTypeDefinition() is var definition && (definition == typeof(ISet<>) || definition == typeof(IReadOnlySet<>) || definition == typeof(IDictionary<,>) || definition == typeof(IReadOnlyDictionary<,>))));

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            if (letter is < ' ' or '"' or '\\' or > '~')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                text.Append(letter);
        }

        text.Append('"');
    }
}

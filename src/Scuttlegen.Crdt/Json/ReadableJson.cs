using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Scuttlegen.Crdt;

/// <summary>Writes what CRDTs hold for people: nested ones by what they show, everything else as the options say.</summary>
internal static class ReadableJson
{
    public static void Write<T>(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case IJsonReadable readable:
                readable.WriteJsonValue(writer, options);
                break;
            // What counters hold, whether or not the options know of them.
            case Int128 number:
                writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case UInt128 number:
                writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            // Numbers that JSON does not have.
            case double number when !double.IsFinite(number):
                writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case float number when !float.IsFinite(number):
                writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case Half number when !Half.IsFinite(number):
                writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            // As an array of bytes is written; and it may be the default one.
            case ImmutableArray<byte> bytes:
                writer.WriteBase64StringValue(bytes.AsSpan());
                break;
            default:
                JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
                break;
        }
    }

    public static void WriteArray<T>(Utf8JsonWriter writer, IEnumerable<T> elements, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var element in elements) Write(writer, element, options);
        writer.WriteEndArray();
    }

    /// <summary>An object where keys are strings, else an array of pairs.</summary>
    public static void WriteMap<TKey, TValue>(Utf8JsonWriter writer, IEnumerable<KeyValuePair<TKey, TValue>> entries, JsonSerializerOptions options)
    {
        var isObject = typeof(TKey) == typeof(string);
        if (isObject) writer.WriteStartObject();
        else writer.WriteStartArray();
        foreach (var (key, value) in entries)
        {
            if (key is string name)
            {
                writer.WritePropertyName(name);
                Write(writer, value, options);
                continue;
            }

            writer.WriteStartArray();
            Write(writer, key, options);
            Write(writer, value, options);
            writer.WriteEndArray();
        }

        if (isObject) writer.WriteEndObject();
        else writer.WriteEndArray();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scuttlegen.Crdt;

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class LWWRegister<T> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        if (IsEmpty) writer.WriteNullValue();
        else ReadableJson.Write(writer, Value, options);
    }
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class MVRegister<T> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteArray(writer, this, options);
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class MaxRegister<T> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        if (IsEmpty) writer.WriteNullValue();
        else ReadableJson.Write(writer, Value, options);
    }
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class MinRegister<T> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        if (IsEmpty) writer.WriteNullValue();
        else ReadableJson.Write(writer, Value, options);
    }
}

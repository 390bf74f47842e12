using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scuttlegen.Crdt;

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class GSet<T> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteArray(writer, this, options);
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class TwoPhaseSet<T> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteArray(writer, this, options);
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class ORSet<T> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteArray(writer, this, options);

    [JsonConverter(typeof(CrdtJsonConverterFactory))]
    public sealed partial class Delta;

    [JsonConverter(typeof(CrdtJsonConverterFactory))]
    public sealed partial class Removal : IJsonReadable
    {
        void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.Write(writer, Element, options);
    }
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class RWSet<T> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteArray(writer, this, options);

    [JsonConverter(typeof(CrdtJsonConverterFactory))]
    public sealed partial class Delta;
}

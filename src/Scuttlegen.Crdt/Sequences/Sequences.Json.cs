using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scuttlegen.Crdt;

[JsonConverter(typeof(CrdtJsonConverter<ReplicatedText>))]
public sealed partial class ReplicatedText : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => writer.WriteStringValue(ToString());

    [JsonConverter(typeof(CrdtJsonConverter<Delta>))]
    public sealed partial class Delta;

    [JsonConverter(typeof(CrdtJsonConverter<Edit>))]
    public sealed partial class Edit : IJsonReadable
    {
        void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => writer.WriteStringValue(Text);
    }
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class ReplicatedList<T> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteArray(writer, this, options);

    [JsonConverter(typeof(CrdtJsonConverterFactory))]
    public sealed partial class Delta;

    [JsonConverter(typeof(CrdtJsonConverterFactory))]
    public sealed partial class Edit : IJsonReadable
    {
        void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteArray(writer, Inserted, options);
    }
}

[JsonConverter(typeof(CrdtJsonConverter<SequenceAnchor>))]
public readonly partial record struct SequenceAnchor : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => writer.WriteStringValue(Element?.ToString());
}

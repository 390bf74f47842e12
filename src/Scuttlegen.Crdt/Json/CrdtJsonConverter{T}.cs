using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// JSON of a type that has canonical bytes: <c>{"value": …, "state": "…"}</c>. <c>value</c> is what the value shows, for people, where the type says it (<see cref="IJsonReadable"/>); it is ignored when read. <c>state</c> is the canonical bytes in Base64.
/// </summary>
/// <remarks>
/// <para>
/// All that is read comes from <c>state</c>, through the type's own codec, so that damaged, forged and non-canonical values are refused there and in no other place; and bytes survive what numbers and the order of members in JSON do not: parsers that know doubles only,
/// databases that sort.
/// </para>
/// <para>Equal values have equal <c>state</c>, under every culture. Members are named in lower case, whatever naming policy the options have. Unknown members are skipped, unless the options say to refuse them. Reading takes no more memory than the text justifies.</para>
/// <para>To give it to a type of your own, that is not generic: <c>[JsonConverter(typeof(CrdtJsonConverter&lt;MyCrdt&gt;))]</c>. For generic types see <see cref="CrdtJsonConverterFactory"/>.</para>
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class CrdtJsonConverter<T> : JsonConverter<T>
    where T : ICborCodec<T>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">There is no <c>state</c>, more than one, or it is not the canonical bytes of a value. The message names what is wrong, in bytes of the state; path and line are where.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException($"A {typeof(T)} is an object with the member 'state', and here is a {reader.TokenType}.");
        byte[]? state = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("state"u8))
            {
                if (state is not null) throw new JsonException($"A {typeof(T)} has one member 'state', and here is a second.");
                state = ReadState(ref reader);
                continue;
            }

            if (options.UnmappedMemberHandling == JsonUnmappedMemberHandling.Disallow && !reader.ValueTextEquals("value"u8))
                throw new JsonException($"A {typeof(T)} has the members 'value' and 'state', and no '{reader.GetString()}'.");
            reader.Skip();
        }

        return Decode(state ?? throw new JsonException($"A {typeof(T)} is read from its member 'state', and it is missing."));
    }

    /// <inheritdoc/>
    /// <exception cref="WireFormatException">The value has no canonical form: a string with a lone surrogate.</exception>
    /// <exception cref="NotSupportedException">The options have no contract for the type of what is held: a <see cref="JsonSerializerContext"/> must name it.</exception>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        if (value is IJsonReadable readable)
        {
            writer.WritePropertyName("value"u8);
            readable.WriteJsonValue(writer, options);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(T.GetMaxSize(value));
        try
        {
            var state = new CborWriter(buffer);
            T.Write(ref state, value);
            writer.WriteBase64String("state"u8, state.Written);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        writer.WriteEndObject();
    }

    private static byte[] ReadState(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String) throw new JsonException($"The 'state' of a {typeof(T)} is a string of Base64, and here is a {reader.TokenType}.");
        return reader.TryGetBytesFromBase64(out var state) ? state : throw new JsonException($"The 'state' of a {typeof(T)} is not Base64.");
    }

    private static T Decode(byte[] state)
    {
        try
        {
            var reader = new CborReader(state);
            var value = T.Read(ref reader);
            reader.EnsureEnd();
            return value;
        }
        catch (WireFormatException refused)
        {
            throw new JsonException($"The 'state' is not the canonical bytes of a {typeof(T)}. {refused.Message}", refused);
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scuttlegen.Json;

/// <summary>Writes a value to JSON as its text, the one that <see cref="object.ToString"/> gives and <see cref="ISpanParsable{TSelf}"/> reads; also as the name of a property, so that it can be the key of a dictionary.</summary>
/// <remarks>For types whose text is the whole value, the same under every culture.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class TextJsonConverter<T> : JsonConverter<T>
    where T : struct, ISpanParsable<T>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">It is no string, or its text is not that of a value.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(ref reader) : throw new JsonException($"A {typeof(T).Name} is a string, and here is a {reader.TokenType}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">The name is not the text of a value.</exception>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(ref reader);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString()!);
    }

    private static T Parse(ref Utf8JsonReader reader) =>
        T.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var value) ? value : throw new JsonException($"The text is not that of a {typeof(T).Name}.");
}

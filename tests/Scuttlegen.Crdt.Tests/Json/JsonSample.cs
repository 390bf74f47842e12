using System.Globalization;
using System.Text.Json;
using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>A value of one type, with what people see of it in its JSON.</summary>
internal abstract class JsonSample(Type type)
{
    public Type Type { get; } = type;

    /// <summary>The type without its arguments: what a list of all types is compared by.</summary>
    public Type Definition => Type.IsGenericType ? Type.GetGenericTypeDefinition() : Type;

    /// <summary>It comes back equal, from the same text under every culture, alone and wherever it may stand.</summary>
    public abstract void CheckRoundTrip();

    /// <summary>Damaged bytes are refused, or are another value's.</summary>
    public abstract void CheckDamage(int rounds);
}

/// <param name="value">The value.</param>
/// <param name="shown">The JSON of its member <c>value</c>; <see langword="null"/> if it has none.</param>
internal sealed class JsonSample<T>(T value, string? shown) : JsonSample(typeof(T))
    where T : ICborCodec<T>, IEquatable<T>
{
    private sealed record Holder(T One, IReadOnlyList<T> Many, Dictionary<string, T> Named);

    public override void CheckRoundTrip()
    {
        var json = JsonSerializer.Serialize(value);
        var state = Convert.ToBase64String(CodecLaws.Encode(value));
        Assert.Equal(shown is null ? $$"""{"state":"{{state}}"}""" : $$"""{"value":{{shown}},"state":"{{state}}"}""", json);
        CheckSame(JsonSerializer.Deserialize<T>(json)!);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json)));
        CheckSame(JsonSerializer.Deserialize<T>($$"""{"state":"{{state}}"}""")!);
        CheckSame(JsonSerializer.Deserialize<T>($$""" { "state" : "{{state}}", "value" : {"edited":[1,{}]} } """)!);

        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "sv-SE", "tr-TR", "de-DE", "ar-SA" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(json, JsonSerializer.Serialize(value));
                CheckSame(JsonSerializer.Deserialize<T>(json)!);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        var web = JsonSerializerOptions.Web;
        var held = JsonSerializer.Deserialize<Holder>(JsonSerializer.Serialize(new Holder(value, [value, value], new() { ["a"] = value }), web), web)!;
        foreach (var copy in new[] { held.One, held.Many[0], held.Many[1], held.Named["a"] }) CheckSame(copy);
    }

    public override void CheckDamage(int rounds)
    {
        var bytes = CodecLaws.Encode(value);
        var random = new Random(bytes.Length);
        for (var round = 0; round < rounds; round++)
        {
            var damaged = bytes.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            if (round % 4 == 0) damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                Assert.Equal(damaged, CodecLaws.Encode(JsonSerializer.Deserialize<T>($$"""{"state":"{{Convert.ToBase64String(damaged)}}"}""")!));
            }
            catch (JsonException refused)
            {
                Assert.Contains("offset", refused.Message, StringComparison.Ordinal);
                Assert.IsType<WireFormatException>(refused.InnerException);
            }
        }
    }

    private void CheckSame(T copy)
    {
        Assert.True(value.Equals(copy));
        Assert.Equal(CodecLaws.Encode(value), CodecLaws.Encode(copy));
    }
}

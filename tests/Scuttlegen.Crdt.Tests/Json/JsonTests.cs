using System.Text.Json;
using System.Text.Json.Serialization;
using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class JsonTests
{
    private static readonly Dot First = Peers.Dot(0, 1);
    private static readonly Dot Second = Peers.Dot(1, 2, 1);
    private static readonly Stamp Early = Peers.Stamp(1, 0);
    private static readonly Stamp Late = Peers.Stamp(2, 1);

    private static readonly GCounter Five = GCounter.Empty.Increment(Peers.Source(0), 5);
    private static readonly PNCounter MinusTwo = PNCounter.Empty.Increment(Peers.Source(0), 5).Value.Decrement(Peers.Source(1), 7);
    private static readonly ResettableCounter Three = ResettableCounter.Empty.Increment(Peers.Source(0), 5).Value.Reset().Value.Increment(Peers.Source(1), 3);
    private static readonly EWFlag Wanted = EWFlag.Empty.Enable(First);
    private static readonly ORSet<string> Tags = ORSet<string>.Empty.Add("b", First).Value.Add("a", Second).Value.Remove("b").Value.Add("c", Peers.Dot(0, 9));
    private static readonly RWSet<int> Allowed = RWSet<int>.Empty.Add(2, First).Value.Add(1, Second);
    private static readonly ORMap<string, ORMap<int, MVRegister<string?>>> Nested =
        ORMap<string, ORMap<int, MVRegister<string?>>>.Empty.Update("k", map => map.Update(7, static register => register.Set("v", First))).Value.Update("l", map => map.Update(8, static register => register.Set(null, Second)));
    private static readonly ORMultiMap<string, int> Rooms = ORMultiMap<string, int>.Empty.Add("hall", 2, First).Value.Add("hall", 1, Second);
    private static readonly ReplicatedTree<string> Outline =
        ReplicatedTree<string>.Empty.Create(TreeNodeId.Root, "top", First, Early).Value.Create(new TreeNodeId(First), "below", Second, Late);

    private static readonly ReplicatedText Note = ReplicatedText.Empty.Insert(0, "ab", First);
    private static readonly ReplicatedList<int> Numbers = ReplicatedList<int>.Empty.Insert(0, 7, First).Value.Insert(0, 8, Second);

    private static readonly JsonSample[] Samples =
    [
        new JsonSample<GCounter>(Five, "5"),
        new JsonSample<GCounter>(GCounter.Empty.Increment(Peers.Source(0), ulong.MaxValue).Value.Increment(Peers.Source(1), ulong.MaxValue), "36893488147419103230"),
        new JsonSample<GCounter>(GCounter.Empty, "0"),
        new JsonSample<PNCounter>(MinusTwo, "-2"),
        new JsonSample<ResettableCounter>(Three, "3"),
        new JsonSample<ResettableCounter.Observation>(Three.Observe(), "3"),
        new JsonSample<BoundedCounter>(BoundedCounter.Empty.Increment(Peers.Source(0), 5).Value.Transfer(Peers.Source(0), Peers.Source(1), 2), "5"),
        new JsonSample<LWWRegister<string?>>(LWWRegister<string?>.Empty, "null"),
        new JsonSample<LWWRegister<string?>>(LWWRegister<string?>.Empty.Set("x", Early), "\"x\""),
        new JsonSample<LWWRegister<string?>>(LWWRegister<string?>.Empty.Set(null, Early), "null"),
        new JsonSample<MVRegister<int>>(MVRegister<int>.Empty.Set(2, First).Value.Set(3, Second, new ObservedDots([])), $"[{(First < Second ? "2,3" : "3,2")}]"),
        new JsonSample<MaxRegister<decimal>>(MaxRegister<decimal>.Empty.Raise(-1.50m), "-1.50"),
        new JsonSample<MaxRegister<decimal>>(MaxRegister<decimal>.Empty, "null"),
        new JsonSample<MinRegister<DateOnly>>(MinRegister<DateOnly>.Empty.Lower(new DateOnly(2026, 11, 22)), "\"2026-11-22\""),
        new JsonSample<OneWayFlag>(OneWayFlag.Empty.Enable(), "true"),
        new JsonSample<EWFlag>(Wanted, "true"),
        new JsonSample<DWFlag>(DWFlag.Empty.Enable(First).Value.Disable(Second), "false"),
        new JsonSample<ObservedDots>(Wanted.Observe(), $"[\"{First}\"]"),
        new JsonSample<GSet<Guid>>(GSet<Guid>.Empty.Add(Guid.Empty), "[\"00000000-0000-0000-0000-000000000000\"]"),
        new JsonSample<TwoPhaseSet<long>>(TwoPhaseSet<long>.Empty.Add(-1).Value.Add(long.MaxValue).Value.Remove(-1), "[9223372036854775807]"),
        new JsonSample<ORSet<string>>(Tags, "[\"a\",\"c\"]"),
        new JsonSample<ORSet<string>>(ORSet<string>.Empty, "[]"),
        new JsonSample<ORSet<string>.Delta>(Tags.Remove("a").Delta, null),
        new JsonSample<ORSet<string>.Removal>(Tags.Observe("a"), "\"a\""),
        new JsonSample<RWSet<int>>(Allowed, "[1,2]"),
        new JsonSample<RWSet<int>.Delta>(Allowed.Remove(1, Peers.Dot(0, 5)).Delta, null),
        new JsonSample<LWWMap<string, int>>(LWWMap<string, int>.Empty.Set("b", 1, Early).Value.Set("a", 2, Late).Value.Remove("c", Late), "{\"a\":2,\"b\":1}"),
        new JsonSample<LWWMap<int, bool>>(LWWMap<int, bool>.Empty.Set(3, true, Early).Value.Set(-3, false, Early), "[[-3,false],[3,true]]"),
        new JsonSample<ORMap<string, ORMap<int, MVRegister<string?>>>>(Nested, "{\"k\":[[7,[\"v\"]]],\"l\":[[8,[null]]]}"),
        new JsonSample<ORMap<string, ORMap<int, MVRegister<string?>>>.Delta>(Nested.Remove("k").Delta, null),
        new JsonSample<ORMap<string, ORMap<int, MVRegister<string?>>>.Removal>(Nested.Observe("k"), "\"k\""),
        new JsonSample<ORMultiMap<string, int>>(Rooms, "{\"hall\":[1,2]}"),
        new JsonSample<PNCounterMap<string>>(PNCounterMap<string>.Empty.Add("x", Peers.Source(0), -3), "{\"x\":-3}"),
        new JsonSample<ReplicatedTree<string>>(Outline, $$"""[{"id":"{{First}}","parent":"root","value":"top"},{"id":"{{Second}}","parent":"{{First}}","value":"below"}]"""),
        new JsonSample<ReplicatedText>(Note, "\"ab\""),
        new JsonSample<ReplicatedText.Delta>(Note.Delete(0, 1).Delta, null),
        new JsonSample<ReplicatedText.Edit>(Note.PrepareInsert(1, "x"), "\"x\""),
        new JsonSample<ReplicatedList<int>>(Numbers, "[8,7]"),
        new JsonSample<ReplicatedList<int>.Delta>(Numbers.Remove(0).Delta, null),
        new JsonSample<ReplicatedList<int>.Edit>(Numbers.PrepareInsert(0, 9), "[9]"),
        new JsonSample<SequenceAnchor>(Note.AnchorAt(0), $"\"{First}\""),
        new JsonSample<SequenceAnchor>(default, "null"),
    ];

    private static readonly JsonSerializerOptions Strict = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    private static readonly JsonSerializerOptions EnumsByName = new() { Converters = { new JsonStringEnumConverter() } };

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Samples.Length)];

    private static string Json => JsonSerializer.Serialize(Five);

    private static string State => Convert.ToBase64String(CodecLaws.Encode(Five));

    [Theory]
    [MemberData(nameof(Indices))]
    public void Values_come_back_equal_and_show_what_they_hold(int index) => Samples[index].CheckRoundTrip();

    [Theory]
    [MemberData(nameof(Indices))]
    public void Damaged_states_are_refused_or_are_another_values(int index) => Samples[index].CheckDamage(300);

    [Fact]
    public void No_type_is_missing()
    {
        var all = typeof(GCounter).Assembly.GetExportedTypes().Where(static type => type is { IsInterface: false, IsAbstract: false } && type.GetInterfaces().Any(static implemented => implemented.Name is "ICborCodec`1" or "ICrdt`1")).ToHashSet();
        Assert.Contains(typeof(ORSet<>.Removal), all);
        Type[] texts = [typeof(Dot), typeof(TreeNodeId)];
        Assert.Equal(all.Except(texts).Select(static type => type.ToString()).Order(), Samples.Select(static sample => sample.Definition.ToString()).Distinct().Order());
        Assert.All(all, static type => Assert.NotNull(Attribute.GetCustomAttribute(type, typeof(JsonConverterAttribute))));
    }

    [Fact]
    public void Names_are_texts_and_can_be_keys()
    {
        CheckText(First, $"{Peers.Source(0)}:1.0");
        CheckText(Peers.Dot(1, ulong.MaxValue, uint.MaxValue), $"{Peers.Source(1)}:18446744073709551615.4294967295");
        CheckText(TreeNodeId.Root, "root");
        CheckText(TreeNodeId.Trash, "trash");
        CheckText(new TreeNodeId(First), First.ToString());
        CheckText(Peers.Source(1), Peers.Source(1).ToString());
        CheckText(Peers.Source(1).Peer, Peers.Source(1).Peer.ToString());
        CheckText(Late, Late.ToString());
        foreach (var wrong in new[] { "", "x", "5", $"{Peers.Source(0)}", $"{Peers.Source(0)}:0.0", $"{Peers.Source(0)}:1", $"{Peers.Source(0)}:1.-1", $"{Peers.Source(0)}:1.4294967296", $"{Peers.Source(0)}: 1.0", "root " })
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dot>(JsonSerializer.Serialize(wrong)));
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TreeNodeId>(JsonSerializer.Serialize(wrong)));
            Assert.Throws<FormatException>(() => Dot.Parse(wrong, null));
            Assert.Throws<FormatException>(() => TreeNodeId.Parse(wrong, null));
        }

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dot>("{}"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<Dot, int>>("{\"x\":1}"));
    }

    [Theory]
    [InlineData("[]", "an object with the member 'state'", "$")]
    [InlineData("5", "an object with the member 'state'", "$")]
    [InlineData("{}", "'state', and it is missing", "$")]
    [InlineData("""{"value":5}""", "'state', and it is missing", "$")]
    [InlineData("""{"State":"oA=="}""", "'state', and it is missing", "$")]
    [InlineData("""{"state":5}""", "a string of Base64, and here is a Number", "$")]
    [InlineData("""{"state":null}""", "a string of Base64, and here is a Null", "$")]
    [InlineData("""{"state":"%"}""", "is not Base64", "$")]
    [InlineData("""{"state":""}""", "The input ends inside an item (at offset 0)", "$")]
    [InlineData("""{"state":"oA==","state":"oA=="}""", "here is a second", "$")]
    [InlineData("""{"state":"oKA="}""", "follow the end of the value (at offset 1)", "$")]
    [InlineData("""{"state":"gA=="}""", "(at offset 0)", "$")]
    public void Bad_JSON_is_refused_with_what_and_where(string json, string what, string where)
    {
        var refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<GCounter>(json));
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.Contains("GCounter", refused.Message, StringComparison.Ordinal);
        Assert.Equal(where, refused.Path);
        refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<string, GCounter[]>>($$"""{"likes":[{{Json}},{{json}}]}"""));
        Assert.StartsWith("$.likes[1]", refused.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_size_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5_000)) + string.Concat(Enumerable.Repeat("]", 5_000));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<GCounter>($$"""{"value":{{deep}},"state":"oA=="}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<GCounter>($$"""{"state":{{deep}}}"""));
        var nested = Convert.ToBase64String([.. Enumerable.Repeat((byte)0x81, 5_000), 0x80]);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ORSet<string>>($$"""{"state":"{{nested}}"}"""));
        var endless = Convert.ToBase64String([0xbb, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff]);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<GCounter>($$"""{"state":"{{endless}}"}"""));
    }

    [Fact]
    public void Null_is_no_value_and_unknown_members_are_what_the_options_say()
    {
        Assert.Null(JsonSerializer.Deserialize<GCounter>("null"));
        Assert.Equal("null", JsonSerializer.Serialize<GCounter?>(null));
        var json = $$"""{"_id":{"a":1},"state":"{{State}}"}""";
        Assert.Equal(Five, JsonSerializer.Deserialize<GCounter>(json));
        Assert.Contains("'_id'", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<GCounter>(json, Strict)).Message, StringComparison.Ordinal);
        Assert.Equal(Five, JsonSerializer.Deserialize<GCounter>(Json, Strict));
    }

    [Fact]
    public void What_is_held_is_shown_as_its_type_is_shown_in_JSON()
    {
        CheckShown(MaxRegister<double>.Empty.Raise(double.NaN).Value, "\"NaN\"");
        CheckShown(MaxRegister<float>.Empty.Raise(float.NegativeInfinity).Value, "\"-Infinity\"");
        CheckShown(MaxRegister<Half>.Empty.Raise(Half.PositiveInfinity).Value, "\"Infinity\"");
        CheckShown(MaxRegister<double>.Empty.Raise(double.PositiveInfinity).Value, "\"Infinity\"");
        CheckShown(MaxRegister<double>.Empty.Raise(-0.5).Value, "-0.5");
        CheckShown(GSet<byte[]>.Empty.Add([1, 2]).Value, "[\"AQI=\"]");
        CheckShown(GSet<System.Collections.Immutable.ImmutableArray<byte>>.Empty.Add([1, 2]).Value.Add(default).Value, "[\"\",\"AQI=\"]");
        CheckShown(GSet<char>.Empty.Add('x').Value, "[\"x\"]");
        CheckShown(GSet<Source>.Empty.Add(Peers.Source(1)).Value, $"[\"{Peers.Source(1)}\"]");
        CheckShown(GSet<Dot>.Empty.Add(First).Value, $"[\"{First}\"]");
        CheckShown(LWWMap<TreeNodeId, TimeSpan>.Empty.Set(TreeNodeId.Root, TimeSpan.FromMinutes(1), Early).Value, "[[\"root\",\"00:01:00\"]]");
        CheckShown(GSet<DayOfWeek>.Empty.Add(DayOfWeek.Monday).Value, "[1]");
        Assert.StartsWith("{\"value\":[\"Monday\"],", JsonSerializer.Serialize(GSet<DayOfWeek>.Empty.Add(DayOfWeek.Monday).Value, EnumsByName), StringComparison.Ordinal);
    }

    [Fact]
    public void Types_of_ones_own_need_one_attribute()
    {
        var pair = new Pair<string>("a", "b");
        var json = JsonSerializer.Serialize(pair);
        Assert.Equal("{\"state\":\"gmFhYWI=\"}", json);
        Assert.Equal(pair, JsonSerializer.Deserialize<Pair<string>>(json));
        Assert.False(new CrdtJsonConverterFactory().CanConvert(typeof(string)));
        Assert.Equal("{\"value\":[3,4],\"state\":\"ggME\"}", JsonSerializer.Serialize(new Cell(3, 4)));
        Assert.Equal(new Cell(3, 4), JsonSerializer.Deserialize<Cell>(JsonSerializer.Serialize(new Cell(3, 4))));
        ValueCodec.Provide<Cell>();
        CheckShown(GSet<Cell>.Empty.Add(new Cell(1, 2)).Value, "[[1,2]]");
    }

    [Fact]
    public void Contexts_of_the_source_generator_name_closed_converters()
    {
        var page = new JsonPage(Five, Tags);
        var json = JsonSerializer.Serialize(page, JsonPageContext.Default.JsonPage);
        Assert.Equal(JsonSerializer.Serialize(page), json);
        Assert.Equal(page, JsonSerializer.Deserialize(json, JsonPageContext.Default.JsonPage));
    }

    private static void CheckText<T>(T value, string text)
        where T : struct, IEquatable<T>, ISpanParsable<T>
    {
        var json = JsonSerializer.Serialize(value);
        Assert.Equal($"\"{text}\"", json);
        Assert.Equal(value, JsonSerializer.Deserialize<T>(json));
        Assert.Equal(value, T.Parse(text, null));
        var keyed = JsonSerializer.Serialize(new Dictionary<T, int> { [value] = 1 });
        Assert.Equal($"{{\"{text}\":1}}", keyed);
        Assert.Equal(value, JsonSerializer.Deserialize<Dictionary<T, int>>(keyed)!.Single().Key);
    }

    private static void CheckShown<T>(T value, string shown)
        where T : ICborCodec<T>, IEquatable<T> => new JsonSample<T>(value, shown).CheckRoundTrip();

    [JsonConverter(typeof(CrdtJsonConverterFactory))]
    private sealed record Pair<T>(T Left, T Right) : ICborCodec<Pair<T>>
    {
        public static int GetMaxSize(Pair<T> value) => 1 + ValueCodec<T>.Default.GetMaxSize(value.Left) + ValueCodec<T>.Default.GetMaxSize(value.Right);

        public static void Write(ref CborWriter writer, Pair<T> value)
        {
            writer.WriteArrayHeader(2);
            ValueCodec<T>.Default.Write(ref writer, value.Left);
            ValueCodec<T>.Default.Write(ref writer, value.Right);
        }

        public static Pair<T> Read(ref CborReader reader)
        {
            reader.ReadArrayHeader(2);
            return new Pair<T>(ValueCodec<T>.Default.Read(ref reader), ValueCodec<T>.Default.Read(ref reader));
        }
    }

    [JsonConverter(typeof(CrdtJsonConverter<Cell>))]
    private sealed record Cell(int Row, int Column) : ICborCodec<Cell>, IJsonReadable
    {
        public void WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => writer.WriteRawValue($"[{Row},{Column}]");

        public static int GetMaxSize(Cell value) => 11;

        public static void Write(ref CborWriter writer, Cell value)
        {
            writer.WriteArrayHeader(2);
            writer.WriteInt32(value.Row);
            writer.WriteInt32(value.Column);
        }

        public static Cell Read(ref CborReader reader)
        {
            reader.ReadArrayHeader(2);
            return new Cell(reader.ReadInt32(), reader.ReadInt32());
        }
    }
}

internal sealed record JsonPage(GCounter Likes, ORSet<string> Tags);

[JsonSourceGenerationOptions(Converters = [typeof(CrdtJsonConverter<ORSet<string>>)])]
[JsonSerializable(typeof(JsonPage))]
[JsonSerializable(typeof(string))]
internal sealed partial class JsonPageContext : JsonSerializerContext;

using CsCheck;
using Scuttlegen.Generators.Contract;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Contract;

public sealed class LayoutParserTests
{
    private static readonly string[] Tokens = ["[", "]", "{", "}", "(", ")", ",", ":", "?", "^", "=", "\"", "'", "\\", "<", ">", " ", "|", "a", "union ", "map{"];

    [Theory]
    [InlineData("[]")]
    [InlineData("[A:int32, B:text?]")]
    [InlineData("[A:[Shop.P[X:int32]]?, B:map{Shop.P[X:int32]:set[text?]}, C:^Shop.P?]")]
    [InlineData("[A:codec(Shop.Money), B:(int32, text), C:tuple(X:int32, Y:text)]")]
    [InlineData("[A:union Shop.Shape<int?>(Shop.Circle[R:int32] | Shop.Square[S:int32, T:text=] | ^Shop.Shape<int?>)?, B:later{int32, 7}, C:block[float32]]")]
    [InlineData("[A:Shop.Outer<int[], (int, string?)>.Inner<bool>[X:int32], B:int32=-5, C:text=\"a\\\\\\\"],\", D:char=']', E:float64=1E+20]")]
    public void A_layout_is_read_and_written_back(string text) =>
        Assert.Equal(text, LayoutParser.Parse(text, 0, out _)?.Print());

    [Fact]
    public async Task Every_layout_that_the_generator_writes_is_read()
    {
        foreach (var source in new[] { Sources.Counter, Sources.Composed, Sources.EveryMember })
        {
            var files = await GeneratorRun.Generate(GeneratorRun.Compile(source));
            var layouts = files.Values.SelectMany(f => f.Split('\n')).Select(l => l.Trim()).Where(l => l.StartsWith("\"kind ", StringComparison.Ordinal))
                .Select(l => l[l.IndexOf('[', StringComparison.Ordinal)..l.LastIndexOf("\\n", StringComparison.Ordinal)]).ToList();
            Assert.NotEmpty(layouts);
            Assert.All(layouts, layout => Assert.Equal(layout, LayoutParser.Parse(layout, 0, out var error)?.Print() ?? error.Message));
        }
    }

    [Fact]
    public void Nonsense_is_an_error_inside_the_text_and_nothing_worse() =>
        Gen.Int[0, Tokens.Length - 1].Array[0, 40].Select(indices => string.Concat(indices.Select(i => Tokens[i]))).Sample(text =>
        {
            var node = LayoutParser.Parse(text, 0, out var error);
            if (node is null) Assert.InRange(error.Position, 0, text.Length);
            else Assert.NotNull(LayoutParser.Parse(node.Print(), 0, out _));
        });

    [Fact]
    public void Nesting_is_bounded()
    {
        Assert.Null(LayoutParser.Parse(new string('[', 100_000), 0, out var error));
        Assert.Equal("it is nested too deep", error.Message);
    }
}

using System.Reflection;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>Each shape that users give their types: compiled without a warning, loaded, and an action of it written, read back and reduced.</summary>
public sealed partial class ShapeTests
{
    private const string Run = """

        internal static class Wire
        {
            public static T Trip<T>(T action) where T : global::Scuttlegen.IGossipAction<T>
            {
                var writer = new global::Scuttlegen.Wire.CborWriter(new byte[T.GetMaxSize(action)]);
                T.Write(ref writer, action);
                var reader = new global::Scuttlegen.Wire.CborReader(writer.Written);
                var back = T.Read(ref reader);
                reader.EnsureEnd();
                return back;
            }
        }

        internal static class Program
        {
            public static async global::System.Threading.Tasks.Task<string> Run()
            {
                await using var store = await STORE.OpenAsync();
                store.Dispatch(global::Wire.Trip(ACTION));
                return RESULT;
            }
        }
        """;

    [Fact]
    public Task Outside_any_namespace() => Runs(
        """
        using Scuttlegen;
        [GossipAction] internal sealed partial record A(int By);
        internal sealed record S(int V) { public static S Initial { get; } = new(0); }
        internal static class R { [Reducer] internal static S M(S state, A action) => state with { V = action.By }; }
        [GossipStore(typeof(S))] internal sealed partial class TheStore;
        """,
        "TheStore", "new A(3)", "store.State.V", "3");

    [Fact]
    public Task Nested() => Runs(
        """
        using Scuttlegen;
        namespace App;
        internal static partial class Outer
        {
            internal partial struct Middle
            {
                [GossipAction] internal readonly partial record struct A(int By);
                internal sealed record S(int V) { public static S Initial { get; } = new(0); }
                internal static class R { [Reducer] internal static S M(S state, A action) => state with { V = action.By }; }
                [GossipStore(typeof(S))] internal sealed partial class TheStore;
            }
        }
        """,
        "App.Outer.Middle.TheStore", "new App.Outer.Middle.A(4)", "store.State.V", "4");

    [Fact]
    public Task Closed_generics_as_state_and_members() => Runs(
        """
        using System.Collections.Immutable;
        using Scuttlegen;
        namespace App;
        internal sealed record Pair<T, U>(T First, U Second);
        internal sealed record Box<T> { public T? Value { get; init; } }
        [GossipAction] internal sealed partial record A(Pair<int, Pair<string, ImmutableArray<int>>> Pair);
        internal static class R { [Reducer] internal static Box<string> M(Box<string> state, A action) => state with { Value = action.Pair.Second.First + action.Pair.Second.Second[1] }; }
        [GossipStore(typeof(Box<string>))] internal sealed partial class TheStore;
        """,
        "App.TheStore", "new App.A(new(1, new(\"x\", [5, 6])))", "store.State.Value!", "x6");

    [Fact]
    public Task Names_that_are_keywords() => Runs(
        """
        namespace @event.@class;
        [global::Scuttlegen.GossipAction] internal sealed partial record @new(int @int, string? @record = null);
        internal sealed record @struct(int @this) { public static @struct Initial { get; } = new(0); }
        internal static class @static { [global::Scuttlegen.Reducer] internal static @struct @return(@struct @base, @new @out) => @base with { @this = @out.@int }; }
        [global::Scuttlegen.GossipStore(typeof(@struct))] internal sealed partial class @namespace;
        """,
        "@event.@class.@namespace", "new @event.@class.@new(7)", "store.State.@this", "7");

    [Fact]
    public Task Names_that_clash_with_the_global_namespace() => Runs(
        """
        internal sealed class System_ { }
        namespace App
        {
            internal static class System { } internal static class Scuttlegen { } internal static class Task { } internal static class String { }
            [global::Scuttlegen.GossipAction] internal sealed partial record A(int By);
            internal sealed record S(int V) { public static S Initial { get; } = new(0); }
            internal static class R { [global::Scuttlegen.Reducer] internal static S M(S state, A action) => state with { V = action.By }; }
            [global::Scuttlegen.GossipStore(typeof(S))] internal sealed partial class TheStore;
        }
        """,
        "App.TheStore", "new App.A(8)", "store.State.V", "8");

    [Fact]
    public Task Several_stores_of_one_assembly() => Runs(
        """
        using Scuttlegen;
        namespace App;
        [GossipAction] internal sealed partial record A(int By);
        internal sealed record S(int V) { public static S Initial { get; } = new(0); }
        internal readonly record struct T(int W);
        internal static class R
        {
            [Reducer] internal static S M(S state, A action) => state with { V = action.By };
            [Reducer] internal static T N(T state, A action) => state with { W = 2 * action.By };
        }
        [GossipStore(typeof(S))] internal sealed partial class One;
        [GossipStore(typeof(T))] internal sealed partial class Two;
        internal static class Both { internal static int Of(One one) { var two = Two.OpenAsync().AsTask().Result; two.Dispatch(new A(9)); return one.State.V + two.State.W; } }
        """,
        "App.One", "new App.A(9)", "App.Both.Of(store)", "27");

    [Fact]
    public Task Classes_with_init_and_readonly_structs() => Runs(
        """
        using Scuttlegen;
        namespace App;
        internal readonly struct Point { public int X { get; init; } public int Y { get; init; } }
        [GossipAction] internal sealed partial class A { public int By { get; init; } public required Point At { get; init; } }
        [GossipAction] internal readonly partial struct B { public int By { get; init; } }
        internal sealed record S(int V) { public static S Initial { get; } = new(0); }
        internal static class R
        {
            [Reducer] internal static S M(S state, A action) => state with { V = action.By + action.At.Y };
            [Reducer] internal static S N(S state, B action) => state with { V = action.By };
        }
        [GossipStore(typeof(S))] internal sealed partial class TheStore;
        """,
        "App.TheStore", "new App.A { By = 1, At = new() { Y = 9 } }", "store.State.V", "10");

    private static async Task Runs(string source, string store, string action, string result, string expected)
    {
        var run = Run.Replace("STORE", store, StringComparison.Ordinal).Replace("ACTION", action, StringComparison.Ordinal)
            .Replace("RESULT", $"global::System.Convert.ToString({result}, global::System.Globalization.CultureInfo.InvariantCulture)", StringComparison.Ordinal);
        var (_, output) = GeneratorRun.Run(GeneratorRun.Compile(source, run));
        GeneratorRun.AssertClean(output);
        using var image = new MemoryStream();
        Assert.True(output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var program = Assembly.Load(image.ToArray()).GetType("Program")!;
        Assert.Equal(expected, await (Task<string>)program.GetMethod("Run")!.Invoke(null, null)!);
    }
}

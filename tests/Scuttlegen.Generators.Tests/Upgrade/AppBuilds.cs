using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Upgrade;

/// <summary>A small app in two versions, compiled with the generator and loaded side by side.</summary>
internal static class AppBuilds
{
    private const string Common = """
        using System;
        using System.Threading.Tasks;
        using Scuttlegen;
        using Scuttlegen.Generators.Tests.Upgrade;

        namespace Shopping;

        internal sealed record List(string Text)
        {
            public static List Initial { get; } = new("");

            public List Add(string text)
            {
                Build.Count++;
                return new(Text.Length == 0 ? text : Text + " " + text);
            }
        }

        [GossipStore(typeof(List))]
        internal sealed partial class ListStore;

        internal sealed partial class Build : IAppBuild
        {
            internal static int Count;

            public int Folds => Count;

            public async Task<IAppPeer> OpenAsync(Func<StoreOptions, StoreOptions> configure) => new Peer(await ListStore.OpenAsync(configure));
        }

        internal sealed partial class Peer(ListStore store) : IAppPeer
        {
            public string State => store.State.Text;

            public StoreStatistics Statistics => store.Statistics;

            public IDisposable SubscribeToEvents(Action<StoreEvent> subscriber) => store.SubscribeToEvents(subscriber);

            public ValueTask DisposeAsync() => store.DisposeAsync();
        }

        """;

    private const string First = """
        [GossipAction("item.added")]
        internal sealed partial record Added(string Item);

        internal static class Reducers
        {
            [Reducer] public static List Add(List state, Added action) => state.Add("+" + action.Item);
        }

        internal sealed partial class Peer
        {
            public async Task DoAsync(string what, string item, int count) => await store.DispatchAsync(new Added(item));
        }
        """;

    private const string Second = """
        [GossipAction("item.added")]
        internal sealed partial record Added(string Item, int Count = 1);

        [GossipAction("item.checked")]
        internal sealed partial record Checked(string Item);

        internal static class Reducers
        {
            [Reducer] public static List Add(List state, Added action) => state.Add($"+{action.Item}×{action.Count}");

            [Reducer] public static List Check(List state, Checked action) => state.Add("✓" + action.Item);
        }

        internal sealed partial class Peer
        {
            public async Task DoAsync(string what, string item, int count) =>
                await (what == "check" ? store.DispatchAsync(new Checked(item)) : store.DispatchAsync(new Added(item, count)));
        }
        """;

    public static IAppBuild Version1() => Load(First);

    public static IAppBuild Version2() => Load(Second);

    private static IAppBuild Load(string source)
    {
        var references = GeneratorRun.ReferencesAnd(GeneratorRun.Compile()).SkipLast(1).Append(MetadataReference.CreateFromFile(typeof(IAppBuild).Assembly.Location));
        var (_, output) = GeneratorRun.Run(GeneratorRun.Compile([("App.cs", Common + source)], references: references));
        using var image = new MemoryStream();
        var emitted = output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;

        // What it refers to, the runtime above all, is the test's own.
        var assembly = new AssemblyLoadContext(null).LoadFromStream(image);
        return (IAppBuild)Activator.CreateInstance(assembly.GetType("Shopping.Build", throwOnError: true)!)!;
    }
}

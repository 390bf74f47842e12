using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Rules;

/// <summary>
/// Each rule at its place. <c>[|Id:text|]</c> in a source marks where a finding is expected; anything else found fails the test, and what
/// is generated all the same compiles.
/// </summary>
public sealed partial class DiagnosticTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Collections.Immutable; using Scuttlegen;\n";
    private const string State = "public sealed record S(int V) { public static S Initial { get; } = new(0); }\n";
    private const string Action = "[GossipAction] public sealed partial record A(int By);\n";
    private const string Store = "[GossipStore(typeof(S))] public sealed partial class Store1;\n";
    private const string Reducer = "public static class R { [Reducer] public static S Reduce(S state, A action) => state; }\n";

    [Fact]
    public Task SCUT0001_action() => Finds(
        State + Store + Reducer + "[GossipAction] public sealed record [|SCUT0001:A|](int By);", "CS0311", "CS0315", "CS1503");

    [Fact]
    public Task SCUT0001_containing_type() => Finds(
        "public static class [|SCUT0001:Outer|] { [GossipAction] public sealed partial record A(int By); }");

    [Fact]
    public Task SCUT0001_store() => Finds(State + Action + Reducer + "[GossipStore(typeof(S))] public sealed class [|SCUT0001:Store1|];");

    [Theory]
    [InlineData("public static S [|SCUT0013:M|](S state, L action) => state;")]
    [InlineData("public static int [|SCUT0013:M|](int state, L action) => state;")]
    public Task SCUT0013(string method) => Finds(
        "public sealed record S(int V, [LocalSlice] string Own) { public static S Initial { get; } = new(0, \"\"); }\n" + Action + Store + Reducer
        + "[LocalAction] public sealed record L;\npublic static class R2 { [Reducer] public static string N(string own, L action) => own; [Reducer] " + method + " }");

    [Fact]
    public Task SCUT0014() => Finds(
        "public sealed record S(int V, [property: LocalSlice] string Own) { public static S Initial { get; } = new(0, \"\"); }\n" + Action + Store + Reducer
        + "public static class R2 { [Reducer] public static string [|SCUT0014:M|](string own, A action) => own; }");

    [Fact]
    public Task Of_slices_of_one_type_local_actions_mean_the_local_one() => Finds(
        "public sealed record S(int V, [LocalSlice] int Own) { public static S Initial { get; } = new(0, 0); }\n" + Action + Store
        + "[LocalAction] public sealed record L;\npublic static class R2 { [Reducer] public static int M(int state, L action) => state; [Reducer] public static int N(int state, A action) => state; }");

    [Fact]
    public Task SCUT0015() => Finds(
        State + Store + Reducer + "[GossipAction, [|SCUT0015:LocalAction|]] public sealed partial record A(int By);");

    [Fact]
    public Task SCUT0016() => Finds(
        "public sealed record Inner([LocalSlice] int [|SCUT0016:X|]);\npublic sealed record S(int V, Inner Inner) { public static S Initial { get; } = new(0, new(0)); [LocalSlice] public int [|SCUT0016:Y|] => V; }\n" + Action + Store + Reducer);

    [Theory]
    [InlineData("object [|SCUT4001:X|]")]
    [InlineData("Dictionary<string, int> [|SCUT4001:X|]")]
    [InlineData("Hiding [|SCUT4001:X|]")]
    [InlineData("Changing [|SCUT4001:X|]")]
    [InlineData("Growing<int> [|SCUT4001:X|]")]
    [InlineData("[LocalSlice] object X")]
    [InlineData("Keeping X")]
    public Task SCUT4001(string member) => Finds(
        "public sealed record S(int V, " + member + ") { public static S Initial { get; } = new(0, default!); }\n" + Action + Store + Reducer
        + "public sealed record Hiding(int A) { private readonly int _twice = 2 * A; public int Twice() => _twice; }\n"
        + "public sealed record Changing(int A) { public int A { get; } = A + 1; }\n"
        + "public sealed record Growing<T>(T Value, Growing<ImmutableList<T>>? Larger);\n"
        + "public sealed class Keeping { public Keeping(int a, string b) { A = a; B = b ?? throw new ArgumentNullException(nameof(b)); } public int A { get; } public string B { get; } }");

    [Fact]
    public Task SCUT3001_a_constructor_that_changes_what_it_is_given() => Finds(
        State + Store + Reducer + "[GossipAction] public sealed partial record A(int By) { public int [|SCUT3001:By|] { get; } = By + 1; }");

    [Fact]
    public Task SCUT0003_local_action() => Finds(State + Action + Store + Reducer + "[LocalAction] public sealed record [|SCUT0003:L|];");

    [Theory]
    [InlineData("public abstract record [|SCUT3002:L|];")]
    [InlineData("public sealed record [|SCUT3002:L|]<T>;")]
    [InlineData("public ref struct [|SCUT3002:L|];")]
    public Task SCUT3002_local_action(string action) => Finds(State + Action + Store + Reducer + "[LocalAction] " + action);

    [Theory]
    [InlineData("public bool [|SCUT0017:M|](S state, A action) => true;")]
    [InlineData("public static S [|SCUT0017:M|](S state, A action) => state;")]
    [InlineData("public static bool [|SCUT0017:M|](S state) => true;")]
    [InlineData("public static bool M(S state, int [|SCUT0017:action|]) => true;")]
    [InlineData("public static bool M(in S [|SCUT0017:state|], A action) => true;")]
    [InlineData("public static bool M(S state, A action, int [|SCUT0017:context|]) => true;")]
    [InlineData("public static bool [|SCUT0017:M|]<T>(S state, A action) => true;")]
    [InlineData("private static bool [|SCUT0017:M|](S state, A action) => true;")]
    [InlineData("public static System.Threading.Tasks.Task<bool> [|SCUT0017:M|](S state, A action) => null!;")]
    [InlineData("public static bool [|SCUT0017:M|](string state, A action) => true;")]
    [InlineData("public static bool [|SCUT0017:M|](S state, Unreduced action) => true;")]
    [InlineData("public static bool [|SCUT0017:M|](string own, L action) => true; [GossipAction] public sealed partial record L;")]
    public Task SCUT0017(string method) => Finds(
        State + Action + Store + Reducer + "[GossipAction] public sealed partial record Unreduced;\npublic partial class R2 { [Guard] " + method + " }",
        "SCUT0003");

    [Theory]
    [InlineData("public static bool M(S state, object action) => true;")]
    [InlineData("public static bool M(S state, object action, ReplayContext context) => true;")]
    [InlineData("public static bool M(S state, IMark action) => true;")]
    [InlineData("public static bool [|SCUT0017:M|](S state, IOther action) => true;")]
    [InlineData("public static bool M(S state, System.IEquatable<A> [|SCUT0017:action|]) => true;")]
    [InlineData("public static bool M(S state, Other [|SCUT0017:action|]) => true;")]
    [InlineData("public static bool M(S state, Genesis [|SCUT0017:action|]) => true;")]
    [InlineData("public static bool [|SCUT0017:M|](string own, object action) => true;")]
    public Task SCUT0017_of_several_actions(string method) => Finds(
        "public sealed record S(int V, [LocalSlice] string Own) { public static S Initial { get; } = new(0, \"\"); }\n" + Store + Reducer
        + "public interface IMark; public interface IOther; public sealed record Other; [GossipAction] public sealed partial record A(int By) : IMark; [LocalAction] public sealed record L : IOther;\n"
        + "public static class R2 { [Reducer] public static string N(string own, L action) => own; [Guard] " + method + " }");

    [Theory]
    [InlineData("public static S M(S state, Genesis genesis) => state;")]
    [InlineData("public static int M(int state, Genesis genesis) => state;")]
    [InlineData("public static S M(S state, Genesis genesis, ReplayContext [|SCUT0005:context|]) => state;")]
    [InlineData("public static string [|SCUT0014:M|](string own, Genesis genesis) => own;")]
    [InlineData("public static S M(S state, Genesis genesis) => state; [Reducer] public static S [|SCUT0004:N|](S state, Genesis genesis) => state;")]
    public Task Reducers_of_the_genesis(string method) => Finds(
        "public sealed record S(int V, [LocalSlice] string Own) { public static S Initial { get; } = new(0, \"\"); }\n" + Action + Store + Reducer
        + "[LocalAction] public sealed record L;\npublic static class R2 { [Reducer] public static string Own(string own, L action) => own; [Reducer] " + method + " }");

    [Fact]
    public async Task Two_slices_of_one_type_that_brings_its_reducers_are_ambiguous()
    {
        var (_, output) = GeneratorRun.Run(GeneratorRun.Compile(
            Usings + "public sealed record S(AccessControl Access, AccessControl Again, int V);\n" + Action + "[GossipStore(typeof(S))] public sealed partial class Store1;\n"
            + "public static class R { [Reducer] public static int Reduce(int state, A action) => state; }"));
        var found = await GeneratorRun.Analyze(output);
        Assert.Equal(4, found.Length);
        Assert.All(found, finding => Assert.Equal(("SCUT0007", 3), (finding.Id, finding.Location.GetLineSpan().StartLinePosition.Line)));
        Assert.Contains(found, finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains("AccessControl.Grant", StringComparison.Ordinal));
    }

    /// <summary>What the types of another project bring along is reported at the store, which is all there is here.</summary>
    [Theory]
    [InlineData("AccessControl Access", "Store1", "")]
    [InlineData("AccessControl Access", "Store1", "public static class R2 { [Reducer] public static S Revoke(S state, AccessRevoked action) => state; [Guard] public static bool M(S state, AccessRevoked action) => true; }")]
    [InlineData("AccessControl Access", "Store1", "public static class X { [Reducer] public static AccessControl [|SCUT0004:Revoke|](AccessControl state, AccessRevoked action) => state; }")]
    [InlineData("AccessControl Access", "[|SCUT0004:Store1|]", "public static class R2 { [Reducer] public static AccessControl Revoke(AccessControl state, AccessRevoked action) => state; }")]
    public Task Slices_of_another_project(string slices, string store, string more) => Finds(
        "public sealed record S(" + slices + ", int V);\n" + Action + "[GossipStore(typeof(S))] public sealed partial class " + store + ";\n"
        + "public static class R { [Reducer] public static int Reduce(int state, A action) => state; }\n" + more);

    [Theory]
    [InlineData("[Guard] public static bool [|SCUT0017:M|](int state, A action) => true;")]
    [InlineData("[Guard(Slice = \"Own\")] public static bool [|SCUT0017:M|](int state, A action) => true;")]
    [InlineData("[Guard(Slice = \"X\")] public static bool [|SCUT0017:M|](int state, A action) => true;")]
    [InlineData("[Guard(Slice = \"W\")] public static bool M(int state, A action) => true;")]
    [InlineData("[Guard] public static bool [|SCUT0017:M|](string own, A action) => true;")]
    [InlineData("[Guard] public static bool M(string own, L action) => true;")]
    [InlineData("[Guard(Slice = \"W\")] public static bool M(int state, L action) => true;")]
    public Task SCUT0017_slices(string method) => Finds(
        "public sealed record S(int V, int W, [LocalSlice] int Own, [LocalSlice] string Text) { public static S Initial { get; } = new(0, 0, 0, \"\"); }\n" + Action + Store + Reducer
        + "[LocalAction] public sealed record L;\npublic static class R2 { [Reducer] public static string N(string own, L action) => own; " + method + " }");

    [Fact]
    public Task SCUT0017_of_a_platform_type() => Finds(
        PollAndLight + "public static class P { [Reducer(Slice = \"Votes\")] public static int Count(int votes, A action) => votes + 1; [Guard] public static bool [|SCUT0017:M|](int state, A action) => true; }");

    [Fact]
    public Task SCUT0017_local_function() => Finds(
        State + Action + Store + Reducer
        + "public static class R2 { public static bool Run(S state, A action) { return M(state, action); [Guard] static bool [|SCUT0017:M|](S state, A action) => true; } }");

    [Theory]
    [InlineData("SCUT0018", "[Verifier] public bool {0}(A action, Update update) => true;")]
    [InlineData("SCUT0018", "[Verifier] public static bool {0}(A action) => true;")]
    [InlineData("SCUT0018", "[Verifier] public static bool M(S {state}, A action) => true;")]
    [InlineData("SCUT0018", "[Verifier] public static bool M(A action, Update update, S {state}) => true;")]
    [InlineData("SCUT0018", "[Verifier] public static Task<bool> {0}(A action, Update update) => null!;")]
    [InlineData("SCUT0018", "[Verifier] public static A {0}(A action, Update update) => action;")]
    [InlineData("SCUT0018", "[Verifier] public static bool {0}(L action, Update update) => true;")]
    [InlineData("SCUT0018", "[Verifier] public static bool {0}(Unreduced action, Update update) => true;")]
    [InlineData("SCUT0018", "[Verifier] private static bool {0}(A action, Update update) => true;")]
    [InlineData("SCUT0019", "[Signer] public A {0}(A action, SignerContext context) => action;")]
    [InlineData("SCUT0019", "[Signer] public static A {0}(A action) => action;")]
    [InlineData("SCUT0019", "[Signer] public static A M(A action, int {context}) => action;")]
    [InlineData("SCUT0019", "[Signer] public static A? {0}(A action, SignerContext context) => action;")]
    [InlineData("SCUT0019", "[Signer] public static S {0}(A action, SignerContext context) => null!;")]
    [InlineData("SCUT0019", "[Signer] public static A M(A action, SignerContext context, CancellationToken {token}) => action;")]
    [InlineData("SCUT0019", "[Signer] public static A {0}(Unreduced action, SignerContext context) => null!;")]
    [InlineData("SCUT0019", "[Signer] public static A M(A action, SignerContext context) => action; [Signer] public static A {N}(A action, SignerContext context) => action;")]
    [InlineData("SCUT0022", "[Admission] public bool {0}(A action, Update update, History<S> history) => true;")]
    [InlineData("SCUT0022", "[Admission] public static bool {0}(A action, Update update) => true;")]
    [InlineData("SCUT0022", "[Admission] public static bool M(A action, Update update, S {state}) => true;")]
    [InlineData("SCUT0022", "[Admission] public static int {0}(A action, Update update, History<S> history) => 1;")]
    [InlineData("SCUT0022", "[Admission] public static bool {0}(A action, Update update, History<A> history) => true;")]
    [InlineData("SCUT0022", "[Admission] public static bool {0}(Unreduced action, Update update, History<S> history) => true;")]
    [InlineData("SCUT0022", "[Admission] public static bool M(A action, Update update, History<S> history, CancellationToken {token}) => true;")]
    public Task Hooks_that_cannot_be_called(string id, string method) => Finds(
        "using System.Threading; using System.Threading.Tasks;\n" + State + Action + Store + Reducer
        + "[GossipAction] public sealed partial record Unreduced; [LocalAction] public sealed record L;\npublic class R2 { "
        + Placeholder().Replace(method, match => $"[|{id}:{(match.Groups[1].Value == "0" ? "M" : match.Groups[1].Value)}|]") + " }",
        "SCUT0003");

    [Fact]
    public Task Hooks_that_can() => Finds(
        "using System.Threading; using System.Threading.Tasks;\n" + State + Action + Store + Reducer
        + """
        public static class R2
        {
            [Guard] public static bool A(S state, A action, ReplayContext context) => true;
            [Guard(Slice = "V")] public static bool B(int state, A action) => true;
            [Verifier] public static bool C(A action, Update update) => true;
            [Verifier] public static bool D(A action, Update update, FeedPrefix prefix) => prefix.Count >= 0;
            [Signer] public static ValueTask<A> E(A action, SignerContext context, CancellationToken token) => new(action);
            [Admission] public static bool F(A action, Update update, History<S> history) => true;
            [Admission] public static Task<bool> G(A action, Update update, History<S> history, CancellationToken token) => Task.FromResult(true);
        }
        """);

    [Fact]
    public Task SCUT0002() => Finds(State + "[GossipStore(typeof(S))] public sealed partial class [|SCUT0002:Store1|];");

    [Fact]
    public Task SCUT0003() => Finds(State + Action + Store + Reducer + "[GossipAction] public sealed partial record [|SCUT0003:B|];");

    [Fact]
    public Task SCUT0003_is_not_for_libraries_without_a_store() => Finds(Action);

    [Fact]
    public Task SCUT0004() => Finds(
        State + Action + Store + "public static class R { [Reducer] public static S One(S state, A action) => state; [Reducer] public static S [|SCUT0004:Two|](S state, A action) => state; }");

    [Theory]
    [InlineData("public S [|SCUT0005:M|](S state, A action) => state;")]
    [InlineData("public static void [|SCUT0005:M|](S state, A action) { }")]
    [InlineData("public static S [|SCUT0005:M|](S state) => state;")]
    [InlineData("public static S M(S state, int [|SCUT0005:action|]) => state;")]
    [InlineData("public static S M(ref S [|SCUT0005:state|], A action) => state;")]
    [InlineData("public static S M(S state, A action, int [|SCUT0005:context|]) => state;")]
    [InlineData("public static S [|SCUT0005:M|]<T>(S state, A action) => state;")]
    [InlineData("private static S [|SCUT0005:M|](S state, A action) => state;")]
    public Task SCUT0005(string method) => Finds(
        State + Action + Store + Reducer + "public class R2 { [Reducer] " + method + " }");

    [Fact]
    public Task SCUT0005_in_a_private_type() => Finds(
        State + Action + Store + Reducer + "public class R2 { private static class P { [Reducer] public static S [|SCUT0005:M|](S state, A action) => state; } }");

    [Fact]
    public async Task SCUT0005_in_an_extension_block()
    {
        const string Source = Usings + State + Action + Store + Reducer
            + "public static class R2 { extension(S state) { [Reducer] public static S Static(S other, A action) => other; [Reducer] public S Instance(A action) => state; } }";
        var (_, output) = GeneratorRun.Run(GeneratorRun.Compile([("Source.cs", Source)], language: Microsoft.CodeAnalysis.CSharp.LanguageVersion.Preview));
        Assert.Equal(["SCUT0005", "SCUT0005"], (await GeneratorRun.Analyze(output)).Select(d => d.Id));
    }

    [Fact]
    public Task SCUT0005_local_function() => Finds(
        State + Action + Store + Reducer
        + "public static class R2 { public static S Run(S state, A action) { return M(state, action); [Reducer] static S [|SCUT0005:M|](S state, A action) => state; } }");

    [Fact]
    public Task SCUT0006() => Finds(
        State + Action + Store + Reducer + "public static class R2 { [Reducer] public static string [|SCUT0006:M|](string state, A action) => state; }");

    [Fact]
    public Task SCUT0007() => Finds(
        Action + "public sealed record Two(int Left, int Right) { public static Two Initial { get; } = new(0, 0); }\n[GossipStore(typeof(Two))] public sealed partial class Store2;\n"
        + "public static class R { [Reducer] public static Two Root(Two state, A action) => state; [Reducer] public static int [|SCUT0007:M|](int state, A action) => state; }");

    private const string PollAndLight = Action
        + "public sealed record Poll(int Votes) { public static Poll Initial { get; } = new(0); }\n[GossipStore(typeof(Poll))] public sealed partial class PollStore;\n"
        + "public sealed record Light(int Level) { public static Light Initial { get; } = new(0); }\n[GossipStore(typeof(Light))] public sealed partial class LightStore;\n"
        + "public static class L { [Reducer] public static Light Apply(Light state, A action) => state; }\n";

    [Fact]
    public Task SCUT0012() => Finds(PollAndLight + "public static class P { [Reducer] public static int [|SCUT0012:Count|](int votes, A action) => votes + 1; }");

    [Fact]
    public Task SCUT0012_named() => Finds(PollAndLight + "public static class P { [Reducer(Slice = \"Votes\")] public static int Count(int votes, A action) => votes + 1; }");

    [Fact]
    public Task SCUT0012_two_stores_of_one_state() => Finds(
        Action + "public sealed record Poll(int Votes) { public static Poll Initial { get; } = new(0); }\n[GossipStore(typeof(Poll))] public sealed partial class A1;\n[GossipStore(typeof(Poll))] public sealed partial class A2;\n"
        + "public static class P { [Reducer] public static int Count(int votes, A action) => votes + 1; }");

    [Fact]
    public Task SCUT0006_without_any_store() => Finds(
        Action + "public sealed record Poll(int Votes);\npublic static class P { [Reducer] public static Poll [|SCUT0006:Count|](Poll state, A action) => state; }");

    [Fact]
    public Task SCUT0008() => Finds(
        State + Action + Store + Reducer + "public static class R2 { [[|SCUT0008:Reducer(Slice = \"W\")|]] public static int M(int state, A action) => state; }");

    [Fact]
    public Task SCUT0009() => Finds(
        Action + "public sealed record S(string V);\n[GossipStore(typeof(S))] public sealed partial class [|SCUT0009:Store1|];\npublic static class R { [Reducer] public static S M(S state, A action) => state; }");

    [Fact]
    public Task SCUT0010() => Finds(
        Action + "public sealed class S { public int V { get; set; } }\n[GossipStore(typeof(S))] public sealed partial class [|SCUT0010:Store1|];\npublic static class R { [Reducer] public static int M(int state, A action) => state; }");

    [Theory]
    [InlineData("public abstract partial class [|SCUT0011:Store2|];")]
    [InlineData("public static partial class [|SCUT0011:Store2|];")]
    [InlineData("public partial class [|SCUT0011:Store2|]<T>;")]
    [InlineData("public partial record [|SCUT0011:Store2|];")]
    [InlineData("public partial class [|SCUT0011:Store2|] : Exception;")]
    [InlineData("public partial class [|SCUT0011:Store2|] { private Store2() { } }")]
    [InlineData("public partial class [|SCUT0011:Store2|](int x) { public int X => x; }")]
    [InlineData("public partial class [|SCUT0011:Dispatch|];")]
    [InlineData("public partial class [|SCUT0011:DispatchAsync|];")]
    [InlineData("public partial class [|SCUT0011:OpenAsync|];")]
    public Task SCUT0011(string store) => Finds(State + Action + Reducer + "[GossipStore(typeof(S))] " + store);

    [Theory]
    [InlineData("public Stamp [|SCUT0020:Dispatch|](A action) => default;")]
    [InlineData("public void [|SCUT0020:Dispatch|](Func<S, A> prepare) { }")]
    [InlineData("public void [|SCUT0020:DispatchAsync|](A action, System.Threading.CancellationToken token) { }")]
    [InlineData("public static void [|SCUT0020:OpenAsync|](Func<StoreOptions, StoreOptions>? configure, System.Threading.CancellationToken token) { }")]
    [InlineData("public int [|SCUT0020:Dispatch|] => 1;")]
    [InlineData("public sealed class [|SCUT0020:OpenAsync|];")]
    [InlineData("public void Dispatch(A action, int times) { for (var i = 0; i < times; i++) Dispatch(action); }")]
    [InlineData("public void Dispatch<T>(T action) { }")]
    [InlineData("public void Dispatch(string action) { }")]
    [InlineData("public sealed class GossipTable; public sealed class GossipState;")]
    public Task SCUT0020(string member) => Finds(
        State + Action + Reducer + "[GossipStore(typeof(S))] public sealed partial class Store1 { " + member + " }");

    [Theory]
    [InlineData("static string IGossipAction<A>.[|SCUT0020:Kind|] => \"A\";")]
    [InlineData("static int IGossipAction<A>.[|SCUT0020:GetMaxSize|](A action) => 1;")]
    public Task SCUT0020_actions(string member) => Finds(
        State + Store + Reducer + "[GossipAction] public sealed partial record A(int By) : IGossipAction<A> { " + member + " }", "SCUT0003");

    [Fact]
    public Task SCUT0011_state_less_accessible() => Finds(
        "internal sealed record S(int V) { public static S Initial { get; } = new(0); }\n" + Action
        + "[GossipStore(typeof(S))] public partial class [|SCUT0011:Store1|];\ninternal static class R { [Reducer] internal static S M(S state, A action) => state; }");

    [Theory]
    [InlineData("object")]
    [InlineData("dynamic")]
    [InlineData("nint")]
    [InlineData("List<int>")]
    [InlineData("Dictionary<string, int>")]
    [InlineData("IEnumerable<int>")]
    [InlineData("int[,]")]
    [InlineData("ValueTuple<int>")]
    [InlineData("(int, object)")]
    [InlineData("Endless<int>")]
    [InlineData("ReadOnlyMemory<char>")]
    [InlineData("Action")]
    [InlineData("IComparable")]
    [InlineData("Exception")]
    [InlineData("ImmutableArray<object>")]
    [InlineData("ImmutableArray<int>?")]
    [InlineData("Abstract")]
    [InlineData("HasBad")]
    [InlineData("Unmarked")]
    [InlineData("GetOnly")]
    public Task SCUT3001(string type) => Finds(
        "public abstract record Abstract;\npublic sealed record Endless<T>(T Value, Endless<ImmutableList<T>>? Larger);\npublic sealed record HasBad(object Bad);\n[GossipAction] public sealed record [|SCUT0001:Unmarked|];\npublic sealed record GetOnly { public int Seen { get; } = 1; }\n"
        + $"[GossipAction] public sealed partial record A(int Good, {type} [|SCUT3001:Bad|]);");

    [Fact]
    public Task SCUT3001_get_only_property() => Finds(
        "[GossipAction] public sealed partial record A(int Good) { public int [|SCUT3001:Seen|] { get; } = 5; public int Computed => Good; }");

    [Fact]
    public Task SCUT3001_readonly_field() => Finds(
        "[GossipAction] public sealed partial class A { public A() { } public A(string text) { Length = text.Length; } public readonly int [|SCUT3001:Length|]; }");

    [Theory]
    [InlineData("public abstract partial record [|SCUT3002:A|];")]
    [InlineData("public static partial class [|SCUT3002:A|];")]
    [InlineData("public partial record [|SCUT3002:A|]<T>(T Value);")]
    [InlineData("public ref partial struct [|SCUT3002:A|];")]
    [InlineData("file partial record [|SCUT3002:A|];")]
    [InlineData("public sealed partial class [|SCUT3002:A|] { public A(string other) { _ = other; } public int X { get; init; } }")]
    [InlineData("public sealed partial class [|SCUT3002:A|] { public int X { get; init; } } public sealed partial class A { public int Y { get; init; } }")]
    public Task SCUT3002(string action) => Finds("[GossipAction] " + action);

    [Fact]
    public Task SCUT3003() => Finds(
        State + "[GossipAction(\"a\")] public sealed partial record A;\n[GossipAction(\"a\")] public sealed partial record B;\n"
        + "[GossipStore(typeof(S))] public sealed partial class [|SCUT3003:Store1|];\n"
        + "public static class R { [Reducer] public static S One(S state, A action) => state; [Reducer] public static S Two(S state, B action) => state; }");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"$void\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé\"")]
    public Task SCUT3004(string kind) => Finds($"[[|SCUT3004:GossipAction({kind})|]] public sealed partial record A;");

    [Theory]
    [InlineData("[GossipUnion(typeof(B))] public abstract record U; public sealed record B;")]
    [InlineData("[GossipUnion(typeof(B))] public interface U; public sealed record B;")]
    [InlineData("[GossipUnion(typeof(B), typeof(B))] public abstract record U; public sealed record B : U;")]
    [InlineData("[GossipUnion(typeof(B))] public abstract record U; public record B : U;")]
    [InlineData("[GossipUnion(typeof(B), typeof(C))] public abstract record U; public abstract record B : U; public sealed record C : B;")]
    [InlineData("[GossipUnion(typeof(B<>))] public abstract record U; public sealed record B<T> : U;")]
    [InlineData("[GossipUnion(typeof(B<int>))] public abstract record U; public sealed record B<T> : U;")]
    [InlineData("[GossipUnion(typeof(int[]))] public abstract record U;")]
    [InlineData("[GossipUnion(typeof(B))] public record U; public sealed record B : U;")]
    [InlineData("[GossipUnion] public interface U; public sealed record B : U;")]
    [InlineData("[GossipUnion] public abstract record U { public sealed record B : U; }")]
    [InlineData("[GossipUnion] public abstract record U { private U() { } public record B : U; }")]
    [InlineData("[GossipUnion] public abstract record U { private U() { } }")]
    [InlineData("public abstract record U { private U() { } public record B : U; }")]
    [InlineData("public abstract record U { private U() { } private sealed record B : U; }")]
    [InlineData("public abstract partial record U { private U() { } public sealed record B : U; } public abstract partial record U { public sealed record C : U; }")]
    public Task SCUT3005(string union) => Finds(union + "\n[GossipAction] public sealed partial record A(U [|SCUT3005:Bad|]);");

    /// <summary>The same whether the other assembly is there as a file or, in an editor, as its source; its own actions may hold what it closed.</summary>
    [Theory]
    [InlineData(true, "", "SCUT3005")]
    [InlineData(false, "", "SCUT3005")]
    [InlineData(true, "[GossipUnion] ", "SCUT3005")]
    [InlineData(true, "[GossipUnion(typeof(U.C), typeof(U.B))] ", null)]
    [InlineData(false, "[GossipUnion(typeof(U.C), typeof(U.B))] ", null)]
    public async Task SCUT3005_declared_in_another_assembly(bool isFile, string attribute, string? id)
    {
        var (_, library) = GeneratorRun.Run(GeneratorRun.Compile(
            "#pragma warning disable CS1591\nnamespace Lib; using Scuttlegen;\n[GossipAction] public sealed partial record Own(U Value);\n" + attribute
            + "public abstract record U { private U() { } public sealed record B(int X) : U; public sealed record C(string Y) : U; }").WithAssemblyName("Lib"));
        var image = new MemoryStream();
        Assert.Empty(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(d => !d.IsSuppressed));
        var references = isFile
            ? [.. GeneratorRun.ReferencesAnd(library).SkipLast(1), MetadataReference.CreateFromImage(image.ToArray())]
            : GeneratorRun.ReferencesAnd(library);
        var consumer = GeneratorRun.Compile(
            [("A.cs", "using Scuttlegen; using Lib;\n[GossipAction] public sealed partial record A(U Value); [GossipAction] public sealed partial record B(Own Own);")], references: references);
        var (files, output) = GeneratorRun.Run(consumer);
        Assert.Equal(id, (await GeneratorRun.Analyze(output)).Select(d => d.Id).SingleOrDefault(i => i != "SCUT0003"));
        Assert.Contains("B.GossipAction.g.cs", files.Keys);
        Assert.Equal(id is null, files.ContainsKey("A.GossipAction.g.cs"));
        if (id is null) Assert.Contains("0 => ReadC(ref reader)", files["A.GossipAction.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public Task SCUT3005_generic() => Finds(
        "public abstract record U<T> { private U() { } public sealed record B(T Value) : U<T>; }\n[GossipAction] public sealed partial record A(U<int> [|SCUT3005:Bad|]);");

    [Fact]
    public Task SCUT3001_inside_a_case() => Finds(
        "public abstract record U { private U() { } public sealed record B(object Value) : U; }\n[GossipAction] public sealed partial record A(U [|SCUT3001:Bad|]);");

    [Fact]
    public async Task Messages_name_the_union_its_member_the_reason_and_the_way_out()
    {
        var compilation = GeneratorRun.Compile(
            Usings + "[GossipAction] public sealed partial record A(Home Home); public sealed record Home(Room Room); [GossipUnion(typeof(Kitchen))] public abstract record Room; public record Kitchen : Room;");
        var finding = Assert.Single(await GeneratorRun.Analyze(GeneratorRun.Run(compilation).Output));
        Assert.Equal(
            "The union 'Room', which the member 'Home.Room' holds, cannot be laid out: its case 'Kitchen' is not sealed, so a value may be more than it; declare 'Kitchen' sealed",
            finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Mistake05_a_pragma_suppresses_a_finding()
    {
        var compilation = GeneratorRun.Compile(Usings + State + Action + Store + Reducer
            + "\n#pragma warning disable SCUT0003\n[GossipAction] public sealed partial record B;\n#pragma warning restore SCUT0003\n");
        Assert.Empty(await GeneratorRun.Analyze(GeneratorRun.Run(compilation).Output));
    }

    [Fact]
    public async Task Messages_name_the_member_its_type_the_reason_and_the_way_out()
    {
        var compilation = GeneratorRun.Compile(Usings + "[GossipAction] public sealed partial record A(Home Home); public sealed record Home(List<int> Rooms);");
        var finding = Assert.Single(await GeneratorRun.Analyze(GeneratorRun.Run(compilation).Output));
        Assert.Equal(
            "The member 'Home.Rooms' has the type 'List<int>', which cannot be gossiped: it is no immutable collection of fixed order; "
            + "use ImmutableArray<T>, ImmutableList<T> or an immutable set or dictionary",
            finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_rule_has_its_texts_and_a_page()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Scuttlegen.sln"))) root = Path.GetDirectoryName(root)!;
        foreach (var rule in new GossipAnalyzer().SupportedDiagnostics.AddRange(new WireContractAnalyzer().SupportedDiagnostics))
        {
            Assert.NotEmpty(rule.Title.ToString(null));
            Assert.NotEmpty(rule.Description.ToString(null));
            Assert.EndsWith($"/docs/rules/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
            var page = Path.Combine(root, "docs", "rules", rule.Id + ".md");
            Assert.True(File.Exists(page), $"docs/rules/{rule.Id}.md is missing.");
            Assert.StartsWith($"# {rule.Id}: {rule.Title.ToString(null)}", File.ReadAllText(page), StringComparison.Ordinal);
        }
    }

    /// <summary>Expects exactly the marked findings.</summary>
    /// <param name="allowed">Further ids that may be found: what the missing code makes the compiler say.</param>
    internal static async Task Finds(string marked, params string[] allowed)
    {
        marked = marked.StartsWith("using ", StringComparison.Ordinal) ? marked.Replace("using System.Threading;", Usings + "using System.Threading;", StringComparison.Ordinal) : Usings + marked;
        var expected = Marker().Matches(marked).Select(m => (Id: m.Groups[1].Value, Text: m.Groups[2].Value)).ToList();
        var (_, output) = GeneratorRun.Run(GeneratorRun.Compile(Marker().Replace(marked, "$2")));
        var found = (await GeneratorRun.Analyze(output))
            .Where(d => !allowed.Contains(d.Id))
            .Select(d => (d.Id, Text: d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)))
            .ToList();
        Assert.Equal(expected, found);

        // Whatever is generated in spite of the finding is sound: the compiler's own errors are in the user's file.
        Assert.DoesNotContain(
            output.GetDiagnostics(TestContext.Current.CancellationToken),
            d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\[\|(SCUT\d{4}):(.*?)\|\]")]
    private static partial Regex Marker();
}

namespace Scuttlegen.Generators.Tests.Rules;

/// <summary>What cannot be a <c>[CrdtState]</c>, and where it is said.</summary>
public sealed class CrdtStateDiagnosticTests
{
    [Fact]
    public Task SCUT0001() => Finds("[CrdtState] public sealed record [|SCUT0001:N|](GCounter A);");

    [Fact]
    public Task SCUT0001_containing_type() => Finds("public class [|SCUT0001:Outer|] { [CrdtState] public sealed partial record N(GCounter A); }");

    [Theory]
    [InlineData("public sealed partial class [|SCUT4011:N|] { public GCounter A { get; init; } = GCounter.Empty; }")]
    [InlineData("public partial record [|SCUT4011:N|](GCounter A);")]
    [InlineData("public abstract partial record [|SCUT4011:N|](GCounter A);")]
    [InlineData("public sealed partial record [|SCUT4011:N|](GCounter A) : Base(A); public record Base(GCounter B);")]
    [InlineData("public sealed partial record [|SCUT4011:N|];")]
    [InlineData("public sealed partial record [|SCUT4011:N|] { public static GCounter A => GCounter.Empty; public int B => 1; }")]
    [InlineData("public sealed partial record [|SCUT4011:Delta|](GCounter A);")]
    [InlineData("public sealed partial record [|SCUT4011:N|]<Delta>(GSet<Delta> A);")]
    [InlineData("public sealed partial record [|SCUT4011:N|] { private N(int x) { } public GCounter A { get; init; } = GCounter.Empty; }")]
    [InlineData("public sealed partial record [|SCUT4011:N|] { public GCounter A { get; init; } = GCounter.Empty; } partial record N { public GCounter B { get; init; } = GCounter.Empty; }")]
    [InlineData("file sealed partial record [|SCUT4011:N|](GCounter A);")]
    public Task SCUT4011(string state) => Finds("[CrdtState] " + state);

    [Theory]
    [InlineData("(GCounter A) { public GCounter [|SCUT4012:B|] { get; } = A; }")]
    [InlineData("(GCounter A) { public GCounter [|SCUT4012:A|] { get; } = A; }")]
    [InlineData("(GCounter A) { public GCounter [|SCUT4012:B|] { get; set; } = A; }")]
    [InlineData("(GCounter A) { public GCounter [|SCUT4012:B|] = A; }")]
    [InlineData("(GCounter A) { private GCounter [|SCUT4012:B|] { get; init; } = A; }")]
    [InlineData("(GCounter A) { private readonly GCounter [|SCUT4012:_b|] = A; public GCounter B() => _b; }")]
    [InlineData("(GCounter? [|SCUT4012:A|]);")]
    [InlineData("(GCounter A, [property: LocalSlice] GCounter [|SCUT4012:B|]);")]
    [InlineData("(GCounter A, Own [|SCUT4012:B|]);")]
    [InlineData("(GCounter A, Changing [|SCUT4012:B|]);")]
    [InlineData("(GCounter A, Derived [|SCUT4012:B|]);")]
    [InlineData("(GCounter A) { public N [|SCUT4012:B|] { get; init; } = null!; }")]
    [InlineData("(GCounter A, Around [|SCUT4012:B|]);")]
    [InlineData("(GCounter A, Generic<N> [|SCUT4012:B|]);")]
    [InlineData("<T>(T [|SCUT4012:A|]) where T : ICrdt<T>;")]
    public Task SCUT4012(string members) => Finds(
        "[CrdtState] public sealed partial record N" + members + """

        public class Own : ICrdt<Own>
        {
            public static Own Empty => new();
            public Own Merge(Own other) => this;
            public bool IsSubsumedBy(Own other) => true;
            public bool Equals(Own? other) => other is not null;
            public override bool Equals(object? obj) => Equals(obj as Own);
            public override int GetHashCode() => 0;
        }
        public sealed class Derived : Own;
        public sealed class Changing : IDeltaCrdt<Changing, Own>, ICborCodec<Changing>
        {
            public static Changing Empty => new();
            public Changing Merge(Changing other) => this;
            public Changing MergeDelta(Own delta) => this;
            public bool IsSubsumedBy(Changing other) => true;
            public bool Equals(Changing? other) => other is not null;
            public override bool Equals(object? obj) => Equals(obj as Changing);
            public override int GetHashCode() => 0;
            public static int GetMaxSize(Changing value) => 1;
            public static void Write(ref CborWriter writer, Changing value) => writer.WriteBoolean(true);
            public static Changing Read(ref CborReader reader) { reader.ReadBoolean(); return Empty; }
        }
        """
        + (members.Contains("Around", StringComparison.Ordinal) ? "\n[CrdtState] public sealed partial record Around(N [|SCUT4012:Back|]);" : "")
        + (members.Contains("Generic", StringComparison.Ordinal) ? "\n[CrdtState] public sealed partial record Generic<T>(T Value) where T : ICrdt<T>, ICborCodec<T>;" : ""));

    [Theory]
    [InlineData("public static N [|SCUT0020:Empty|] => null!;")]
    [InlineData("public N [|SCUT0020:Merge|](N other) => other;")]
    [InlineData("public sealed record [|SCUT0020:Delta|];")]
    [InlineData("public void [|SCUT0020:With|](int x) { }")]
    [InlineData("static int ICborCodec<N>.[|SCUT0020:GetMaxSize|](N value) => 1;")]
    [InlineData("public N Merge(N other, int how) => how == 0 ? this : other;")]
    public Task SCUT0020(string member) => Finds("[CrdtState] public sealed partial record N(GCounter A) { " + member + " }");

    [Fact]
    public Task What_does_not_merge_is_said_by_SCUT4005_alone() => Finds("[CrdtState] public sealed partial record N(GCounter A, string B);");

    [Fact]
    public Task A_struct_is_refused_by_the_attribute() => Finds("[CrdtState] public partial record struct N(GCounter A);");

    private static Task Finds(string source, params string[] allowed) =>
        DiagnosticTests.Finds("using System.Threading; using Scuttlegen.Crdt; using Scuttlegen.Wire;\n" + source, allowed);
}

using System.Globalization;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Effects;

public sealed class ApiTableTests(ITestOutputHelper output)
{
    private const string NotResolved = "# ---- Not resolved by a test";

    private static readonly Compilation Empty = Programs.Compile();

    private static readonly Lazy<HashSet<string>> Ids = new(AllIds);

    /// <summary>Found by data flow or by an attribute, so that no entry may name them.</summary>
    private static readonly EffectCategory[] NotInTheTable =
    [
        EffectCategory.LocalSlice,
        EffectCategory.UnorderedEnumeration,
        EffectCategory.UnstableSort,
        EffectCategory.OverflowContext,
        EffectCategory.InputMutation,
        EffectCategory.StaticWrite,
        EffectCategory.StaticRead,
        EffectCategory.EscapingMutable,
        EffectCategory.EscapingLazy,
        EffectCategory.UnverifiedCall,
        EffectCategory.Recursion,
    ];

    [Fact]
    public void Every_entry_names_something_that_exists()
    {
        var elsewhere = Elsewhere();
        Assert.NotEmpty(elsewhere);
        Assert.Empty(ApiTable.Instance.Entries.Where(entry => !elsewhere.Contains(entry.Id) && !Resolves(entry)).Select(entry => entry.Id));
    }

    /// <summary>An entry of that section that resolves after all belongs to the others, where a typing error fails.</summary>
    [Fact]
    public void What_is_exempt_from_that_resolves_nowhere()
    {
        var elsewhere = Elsewhere();
        Assert.Empty(ApiTable.Instance.Entries.Where(entry => elsewhere.Contains(entry.Id) && Resolves(entry)).Select(entry => entry.Id));
    }

    [Fact]
    public void No_entry_is_there_twice() =>
        Assert.Empty(ApiTable.Instance.Entries.GroupBy(entry => (entry.Flow is null, entry.Id, entry.IsPrefix)).Where(group => group.Count() > 1).Select(group => group.Key.Id));

    [Fact]
    public void Every_category_is_used() =>
        Assert.Equal(
            Enum.GetValues<EffectCategory>().Except(NotInTheTable).Order(),
            ApiTable.Instance.Entries.Where(entry => entry.Flow is null).Select(entry => entry.Category).Distinct().Order());

    [Fact]
    public void Every_flow_is_used() =>
        Assert.Equal(
            Enum.GetValues<ApiFlows>().Where(flow => flow != ApiFlows.None).Order(),
            Enum.GetValues<ApiFlows>().Where(flow => flow != ApiFlows.None && ApiTable.Instance.Entries.Any(entry => entry.Flow?.Kinds.HasFlag(flow) == true)).Order());

    [Fact]
    public void Numbered_arguments_exist()
    {
        var missing =
            from entry in ApiTable.Instance.Entries
            where entry.Flow is { Mutated.IsEmpty: false } && !entry.IsPrefix
            from id in Ids.Value.Where(id => id == entry.Id || id.StartsWith(entry.Id + "(", StringComparison.Ordinal))
            from member in DocumentationCommentId.GetSymbolsForDeclarationId(id, Empty).OfType<IMethodSymbol>()
            where ReferenceEquals(ApiTable.Instance.FlowOf(member), entry.Flow) && entry.Flow!.Mutated.Max() >= member.Parameters.Length + (member.IsStatic ? 0 : 1)
            select id;
        Assert.Empty(missing);
    }

    /// <summary>A ratchet: what is in no list would be reported as unverified. Lower the number where you can, never raise it.</summary>
    [Theory]
    [InlineData("System", Unknown.System)]
    [InlineData("System.Buffers", 0)]
    [InlineData("System.Buffers.Binary", 0)]
    [InlineData("System.Buffers.Text", 0)]
    [InlineData("System.Collections", 0)]
    [InlineData("System.Collections.Concurrent", 0)]
    [InlineData("System.Collections.Frozen", 0)]
    [InlineData("System.Collections.Generic", 0)]
    [InlineData("System.Collections.Immutable", 0)]
    [InlineData("System.Collections.ObjectModel", 0)]
    [InlineData("System.Collections.Specialized", 0)]
    [InlineData("System.Diagnostics", Unknown.Diagnostics)]
    [InlineData("System.Globalization", 0)]
    [InlineData("System.IO", Unknown.IO)]
    [InlineData("System.Linq", 0)]
    [InlineData("System.Numerics", 0)]
    [InlineData("System.Runtime.CompilerServices", 0)]
    [InlineData("System.Runtime.InteropServices", 0)]
    [InlineData("System.Security.Cryptography", 0)]
    [InlineData("System.Text", 0)]
    [InlineData("System.Text.Json", 0)]
    [InlineData("System.Text.RegularExpressions", 0)]
    [InlineData("System.Threading", 0)]
    [InlineData("System.Threading.Tasks", 0)]
    [InlineData("Scuttlegen", 0)]
    public void Members_without_a_judgement_do_not_grow(string space, int known)
    {
        var symbol = DocumentationCommentId.GetFirstSymbolForDeclarationId("N:" + space, Empty);
        var unknown = Members(Assert.IsAssignableFrom<INamespaceSymbol>(symbol)).Where(member => ApiTable.Instance.Judge(member) is null).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{space}: {unknown.Count} members without a judgement"));
        foreach (var type in unknown.GroupBy(member => member.ContainingType.ToDisplayString()).OrderBy(type => type.Key, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {type.Key}: {type.Count()}"));
        Assert.True(unknown.Count <= known, string.Create(CultureInfo.InvariantCulture, $"{unknown.Count} instead of {known}"));
    }

    [Theory]
    [InlineData("M:System.Guid.NewGuid", "Randomness")]
    [InlineData("M:System.Random.Next(System.Int32)", "Randomness")]
    [InlineData("M:System.IO.StreamReader.#ctor(System.String,System.Text.Encoding)", "InputOutput")]
    [InlineData("M:System.IO.StreamReader.#ctor(System.IO.Stream)", "Pure")]
    [InlineData("M:System.Diagnostics.Debug.WriteLine(System.String)", "InputOutput")]
    [InlineData("M:System.Diagnostics.Debug.Assert(System.Boolean)", "Pure")]
    [InlineData("P:System.Diagnostics.Process.StartTime", "Clock")]
    [InlineData("P:System.Diagnostics.Process.Id", "InputOutput")]
    [InlineData("M:System.Net.Sockets.Socket.Close", "InputOutput")]
    [InlineData("M:System.Net.IPAddress.Parse(System.String)", "Pure")]
    [InlineData("M:System.IO.FileStream.ReadByte", "InputOutput")]
    [InlineData("M:System.IO.MemoryStream.ReadByte", "Pure")]
    [InlineData("F:System.Net.HttpStatusCode.OK", null)]
    [InlineData("F:System.Diagnostics.Stopwatch.Frequency", "Clock")]
    [InlineData("P:System.Environment.TickCount64", "Clock")]
    [InlineData("P:System.Environment.MachineName", "Environment")]
    [InlineData("P:System.Environment.NewLine", "Environment")]
    [InlineData("P:System.Environment.StackTrace", "StackTrace")]
    [InlineData("P:System.Environment.CurrentManagedThreadId", "Concurrency")]
    [InlineData("M:System.Environment.FailFast(System.String)", "InputOutput")]
    [InlineData("M:System.Text.StringBuilder.AppendLine(System.String)", "Environment")]
    [InlineData("M:System.Text.StringBuilder.Append(System.String)", "Pure")]
    [InlineData("M:System.Text.StringBuilder.Append(System.Double)", "Culture")]
    [InlineData("M:System.IO.StringWriter.Write(System.String)", "Pure")]
    [InlineData("M:System.BitConverter.GetBytes(System.Int64)", "Environment")]
    [InlineData("M:System.BitConverter.DoubleToInt64Bits(System.Double)", "Pure")]
    [InlineData("M:System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(System.ReadOnlySpan{System.Byte})", "Pure")]
    [InlineData("P:System.Runtime.Intrinsics.X86.Avx2.IsSupported", "Environment")]
    [InlineData("P:System.Numerics.Vector`1.Count", "Environment")]
    [InlineData("P:System.Runtime.Intrinsics.Vector128`1.Count", "Pure")]
    [InlineData("M:System.Int32.ToString", "Culture")]
    [InlineData("M:System.Int32.ToString(System.String)", "Culture")]
    [InlineData("M:System.Int32.ToString(System.String,System.IFormatProvider)", "Pure")]
    [InlineData("M:System.Double.Parse(System.String)", "Culture")]
    [InlineData("M:System.Double.Parse(System.String,System.IFormatProvider)", "Pure")]
    [InlineData("M:System.Guid.ToString", "Pure")]
    [InlineData("M:System.TimeSpan.ToString", "Pure")]
    [InlineData("M:System.TimeSpan.ToString(System.String)", "Culture")]
    [InlineData("M:System.Boolean.ToString", "Pure")]
    [InlineData("M:System.Enum.ToString", "Pure")]
    [InlineData("M:System.String.StartsWith(System.String)", "Culture")]
    [InlineData("M:System.String.StartsWith(System.String,System.StringComparison)", "Pure")]
    [InlineData("M:System.String.StartsWith(System.Char)", "Pure")]
    [InlineData("M:System.String.IndexOf(System.Char)", "Pure")]
    [InlineData("M:System.String.Contains(System.String)", "Pure")]
    [InlineData("M:System.String.Concat(System.String,System.String)", "Pure")]
    [InlineData("M:System.String.Concat(System.Object,System.Object)", "Culture")]
    [InlineData("M:System.String.Join(System.String,System.Collections.Generic.IEnumerable{System.String})", "Pure")]
    [InlineData("M:System.String.Join``1(System.String,System.Collections.Generic.IEnumerable{``0})", "Culture")]
    [InlineData("F:System.StringComparison.InvariantCulture", "Culture")]
    [InlineData("F:System.StringComparison.Ordinal", null)]
    [InlineData("P:System.Globalization.CultureInfo.InvariantCulture", "Pure")]
    [InlineData("P:System.Exception.Message", "Culture")]
    [InlineData("P:System.ArgumentException.Message", "Culture")]
    [InlineData("M:System.InvalidOperationException.#ctor(System.String)", "Pure")]
    [InlineData("M:System.DateTime.ToUniversalTime", "TimeZone")]
    [InlineData("M:System.DateTimeOffset.#ctor(System.DateTime)", "TimeZone")]
    [InlineData("M:System.DateTimeOffset.#ctor(System.DateTime,System.TimeSpan)", "Pure")]
    [InlineData("M:System.DateTimeOffset.Parse(System.String,System.IFormatProvider)", "TimeZone")]
    [InlineData("M:System.DateTimeOffset.Parse(System.String,System.IFormatProvider,System.Globalization.DateTimeStyles)", "Pure")]
    [InlineData("M:System.DateTimeOffset.Parse(System.String)", "Culture")]
    [InlineData("P:System.TimeZoneInfo.Utc", "Pure")]
    [InlineData("M:System.String.GetHashCode(System.StringComparison)", "HashCode")]
    [InlineData("M:System.Int32.GetHashCode", "Pure")]
    [InlineData("M:System.ValueTuple`2.GetHashCode", "HashCode")]
    [InlineData("M:System.HashCode.Combine``2(``0,``1)", "HashCode")]
    [InlineData("M:System.Math.Pow(System.Double,System.Double)", "FloatingPoint")]
    [InlineData("M:System.Math.Sqrt(System.Double)", "Pure")]
    [InlineData("M:System.Int32.Log2(System.Int32)", "Pure")]
    [InlineData("M:System.Double.Log2(System.Double)", "FloatingPoint")]
    [InlineData("M:System.Numerics.Vector3.Normalize(System.Numerics.Vector3)", "FloatingPoint")]
    [InlineData("M:System.Numerics.Vector3.op_Addition(System.Numerics.Vector3,System.Numerics.Vector3)", "Pure")]
    [InlineData("M:System.Threading.Tasks.Task.Run(System.Action)", "Concurrency")]
    [InlineData("M:System.Threading.Tasks.Task.FromResult``1(``0)", "Pure")]
    [InlineData("M:System.Threading.Interlocked.Increment(System.Int32@)", "Concurrency")]
    [InlineData("P:System.Threading.AsyncLocal`1.Value", "Ambient")]
    [InlineData("M:System.Object.ReferenceEquals(System.Object,System.Object)", "Identity")]
    [InlineData("M:System.Collections.Immutable.ImmutableArray`1.op_Equality(System.Collections.Immutable.ImmutableArray{`0},System.Collections.Immutable.ImmutableArray{`0})", "Identity")]
    [InlineData("M:System.GC.GetTotalMemory(System.Boolean)", "Identity")]
    [InlineData("M:System.Activator.CreateInstance(System.Type)", "Reflection")]
    [InlineData("P:System.Reflection.MemberInfo.Name", "Pure")]
    [InlineData("M:System.Type.GetMethods", "Reflection")]
    [InlineData("M:System.Runtime.CompilerServices.Unsafe.As``1(System.Object)", "Unsafe")]
    [InlineData("M:System.Runtime.InteropServices.CollectionsMarshal.AsSpan``1(System.Collections.Generic.List{``0})", "Pure")]
    [InlineData("M:System.Buffers.ArrayPool`1.Rent(System.Int32)", "Unsafe")]
    [InlineData("M:System.Text.RegularExpressions.Regex.IsMatch(System.String,System.String,System.Text.RegularExpressions.RegexOptions,System.TimeSpan)", "RegexTimeout")]
    [InlineData("M:System.Text.RegularExpressions.Regex.IsMatch(System.String,System.String)", "Pure")]
    [InlineData("M:System.Text.Json.JsonSerializer.Serialize``1(``0,System.Text.Json.JsonSerializerOptions)", "Serializer")]
    [InlineData("M:System.Text.Json.JsonSerializer.Serialize``1(``0,System.Text.Json.Serialization.Metadata.JsonTypeInfo{``0})", "Pure")]
    [InlineData("M:System.Func`2.Invoke(`0)", "Pure")]
    [InlineData("M:System.Collections.Generic.IEnumerable`1.GetEnumerator", "Pure")]
    [InlineData("M:System.MarshalByRefObject.GetLifetimeService", null)]
    public void The_most_specific_entry_wins(string id, string? category) => Assert.Equal(category, ApiTable.Instance.Judge(Member(id))?.Category.ToString());

    [Theory]
    [InlineData("M:System.Collections.Generic.HashSet`1.Add(`0)", ApiFlows.Mutates, "")]
    [InlineData("M:System.Collections.Generic.List`1.Add(`0)", ApiFlows.None, "")]
    [InlineData("M:System.Collections.Generic.List`1.CopyTo(`0[])", ApiFlows.Mutates, "1")]
    [InlineData("M:System.Collections.Generic.List`1.CopyTo(System.Int32,`0[],System.Int32,System.Int32)", ApiFlows.Mutates, "2")]
    [InlineData("M:System.Collections.Generic.List`1.ForEach(System.Action{`0})", ApiFlows.Reads, "")]
    [InlineData("M:System.Array.Copy(System.Array,System.Int32,System.Array,System.Int32,System.Int32)", ApiFlows.Mutates, "2")]
    [InlineData("M:System.Array.Sort``2(``0[],``1[])", ApiFlows.Mutates, "0,1")]
    [InlineData("M:System.Array.Sort``1(``0[])", ApiFlows.Mutates, "")]
    [InlineData("M:System.Text.StringBuilder.Append(System.String)", ApiFlows.Mutates | ApiFlows.View, "")]
    [InlineData("M:System.Text.UTF8Encoding.GetBytes(System.ReadOnlySpan{System.Char},System.Span{System.Byte})", ApiFlows.Mutates, "2")]
    [InlineData("M:System.Text.Encoding.GetBytes(System.String)", ApiFlows.Fresh, "")]
    [InlineData("M:System.Security.Cryptography.SHA256.HashData(System.ReadOnlySpan{System.Byte},System.Span{System.Byte})", ApiFlows.Mutates, "1")]
    [InlineData("M:System.IO.MemoryStream.Read(System.Byte[],System.Int32,System.Int32)", ApiFlows.Mutates, "0,1")]
    [InlineData("M:System.IO.StringReader.ReadLine", ApiFlows.Mutates, "")]
    [InlineData("T:System.Collections.Immutable.ImmutableHashSet`1", ApiFlows.Unordered, "")]
    [InlineData("T:System.Collections.Generic.SortedDictionary`2", ApiFlows.None, "")]
    [InlineData("P:System.Collections.Frozen.FrozenSet`1.Items", ApiFlows.Unordered, "")]
    [InlineData("M:System.Collections.Generic.HashSet`1.UnionWith(System.Collections.Generic.IEnumerable{`0})", ApiFlows.Mutates | ApiFlows.OrderFree, "")]
    [InlineData("M:System.Collections.Generic.HashSet`1.CopyTo(`0[])", ApiFlows.Mutates | ApiFlows.OrderBound, "1")]
    [InlineData("M:System.Linq.Enumerable.Sum(System.Collections.Generic.IEnumerable{System.Int32})", ApiFlows.OrderFree, "")]
    [InlineData("M:System.Linq.Enumerable.Sum(System.Collections.Generic.IEnumerable{System.Double})", ApiFlows.OrderBound, "")]
    [InlineData("M:System.Linq.Enumerable.Sum``1(System.Collections.Generic.IEnumerable{``0},System.Func{``0,System.Single})", ApiFlows.OrderBound, "")]
    [InlineData("M:System.Linq.Enumerable.Average(System.Collections.Generic.IEnumerable{System.Decimal})", ApiFlows.OrderFree, "")]
    [InlineData("M:System.Linq.Enumerable.First``1(System.Collections.Generic.IEnumerable{``0})", ApiFlows.OrderBound, "")]
    [InlineData("M:System.Linq.Enumerable.Select``2(System.Collections.Generic.IEnumerable{``0},System.Func{``0,``1})", ApiFlows.None, "")]
    [InlineData("M:System.Linq.Enumerable.Select``2(System.Collections.Generic.IEnumerable{``0},System.Func{``0,System.Int32,``1})", ApiFlows.OrderBound, "")]
    [InlineData("M:System.Linq.Enumerable.ToList``1(System.Collections.Generic.IEnumerable{``0})", ApiFlows.None, "")]
    [InlineData("M:System.String.Join(System.String,System.Collections.Generic.IEnumerable{System.String})", ApiFlows.OrderBound, "")]
    [InlineData("M:System.Collections.Immutable.ImmutableSortedSet.ToImmutableSortedSet``1(System.Collections.Generic.IEnumerable{``0})", ApiFlows.OrderFree, "")]
    [InlineData("M:System.Collections.Generic.LinkedList`1.AddFirst(`0)", ApiFlows.Mutates | ApiFlows.View, "")]
    [InlineData("M:System.Int32.TryFormat(System.Span{System.Char},System.Int32@,System.ReadOnlySpan{System.Char},System.IFormatProvider)", ApiFlows.Mutates, "1")]
    public void Flows(string id, object flows, string mutated)
    {
        var flow = ApiTable.Instance.FlowOf(Member(id));
        Assert.Equal((ApiFlows)flows, flow?.Kinds ?? ApiFlows.None);
        Assert.Equal(mutated, string.Join(',', flow?.Mutated ?? []));
    }

    private static ISymbol Member(string id)
    {
        var member = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, Empty);
        Assert.NotNull(member);
        return member;
    }

    private static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(typeof(ApiTable).Assembly.GetManifestResourceStream("Scuttlegen.Analyzers.Effects.Apis.txt")!);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static HashSet<string> Elsewhere() =>
        Lines().SkipWhile(line => !line.StartsWith(NotResolved, StringComparison.Ordinal)).Select(IdOf).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static string? IdOf(string line) => line.Split(' ', 3) is [['#', ..], ..] or [""] ? null : line.Split(' ', 3)[1];

    private static bool Resolves(ApiTable.Entry entry) => entry switch
    {
        { IsPrefix: true } => Ids.Value.Any(id => id.StartsWith(entry.Id, StringComparison.Ordinal)),
        _ => Ids.Value.Contains(entry.Id),
    };

    /// <summary>The public members of a namespace's types, and of the types nested in them. Constants run no code.</summary>
    private static IEnumerable<ISymbol> Members(INamespaceOrTypeSymbol container) => container
        .GetMembers()
        .Where(member => member.DeclaredAccessibility == Accessibility.Public && member is not IMethodSymbol { AssociatedSymbol: not null })
        .SelectMany(member => member switch
        {
            INamedTypeSymbol { TypeKind: TypeKind.Enum } => [],
            INamedTypeSymbol type => Members(type),
            IFieldSymbol { IsConst: true } => [],
            _ => container is INamespaceSymbol ? [] : new[] { member },
        });

    /// <summary>The ids of all that is not private; of overloads, also what they share.</summary>
    private static HashSet<string> AllIds()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<INamespaceOrTypeSymbol>([Empty.GlobalNamespace]);
        while (pending.TryPop(out var container))
        {
            foreach (var member in container.GetMembers())
            {
                if (member.DeclaredAccessibility != Accessibility.Private && member.GetDocumentationCommentId() is { } id)
                {
                    ids.Add(id);
                    ids.Add(id.Split('(')[0]);
                }

                if (member is INamespaceOrTypeSymbol inner)
                    pending.Push(inner);
            }
        }

        return ids;
    }

    /// <summary>How many members of these namespaces are in no list, and meant to be: console and loader types, listeners, parsers of schemes.</summary>
    private static class Unknown
    {
        public const int System = 79;
        public const int Diagnostics = 184;
        public const int IO = 54;
    }
}

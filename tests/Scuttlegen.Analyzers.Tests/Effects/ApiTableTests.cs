using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Effects;

public sealed class ApiTableTests
{
    private static readonly Compilation Empty = Programs.Compile();

    [Fact]
    public void Every_entry_names_something_that_exists()
    {
        var ids = AllIds();
        var unresolved = ApiTable.Instance.Entries.Where(entry => !Resolves(entry, ids)).Select(entry => entry.Id);
        Assert.Empty(unresolved);
    }

    [Fact]
    public void Every_category_is_used() =>
        Assert.Equal(Enum.GetValues<EffectCategory>().Where(category => category != EffectCategory.LocalSlice).Order(), ApiTable.Instance.Entries.Select(entry => entry.Category).Distinct().Order());

    [Theory]
    [InlineData("M:System.Guid.NewGuid", "Randomness")]
    [InlineData("M:System.Random.Next(System.Int32)", "Randomness")]
    [InlineData("M:System.IO.StreamReader.#ctor(System.String,System.Text.Encoding)", "InputOutput")]
    [InlineData("M:System.IO.StreamReader.#ctor(System.IO.Stream)", null)]
    [InlineData("M:System.Diagnostics.Debug.WriteLine(System.String)", "InputOutput")]
    [InlineData("M:System.Diagnostics.Debug.Assert(System.Boolean)", "Pure")]
    [InlineData("P:System.Diagnostics.Process.StartTime", "Clock")]
    [InlineData("P:System.Diagnostics.Process.Id", "InputOutput")]
    [InlineData("M:System.Net.Sockets.Socket.Close", "InputOutput")]
    [InlineData("M:System.Net.IPAddress.Parse(System.String)", "Pure")]
    [InlineData("M:System.IO.FileStream.ReadByte", "InputOutput")]
    [InlineData("M:System.IO.MemoryStream.ReadByte", null)]
    [InlineData("F:System.Net.HttpStatusCode.OK", null)]
    [InlineData("F:System.Diagnostics.Stopwatch.Frequency", "Clock")]
    public void The_most_specific_entry_wins(string id, string? category)
    {
        var member = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, Empty);
        Assert.NotNull(member);
        Assert.Equal(category, ApiTable.Instance.Judge(member)?.Category.ToString());
    }

    private static bool Resolves(ApiTable.Entry entry, HashSet<string> ids) => entry switch
    {
        { IsPrefix: true } => ids.Any(id => id.StartsWith(entry.Id, StringComparison.Ordinal)),
        { Id: ['N', ..] } => ids.Any(id => id.StartsWith("T:" + entry.Id[2..] + ".", StringComparison.Ordinal)),
        _ => ids.Contains(entry.Id) || ids.Any(id => id.StartsWith(entry.Id + "(", StringComparison.Ordinal)),
    };

    private static HashSet<string> AllIds()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<INamespaceOrTypeSymbol>([Empty.GlobalNamespace]);
        while (pending.TryPop(out var container))
        {
            foreach (var member in container.GetMembers())
            {
                if (member.DeclaredAccessibility != Accessibility.Private && member.GetDocumentationCommentId() is { } id)
                    ids.Add(id);
                if (member is INamespaceOrTypeSymbol inner)
                    pending.Push(inner);
            }
        }

        return ids;
    }
}

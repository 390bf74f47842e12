using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Scuttlegen.Analyzers.Tests.Testing;

/// <summary>What a project knows about APIs.</summary>
internal sealed class ListFile(string text) : AdditionalText
{
    public override string Path => "ScuttlegenApis.txt";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}

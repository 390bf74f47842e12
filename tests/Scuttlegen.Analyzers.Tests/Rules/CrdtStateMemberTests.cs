using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class CrdtStateMemberTests
{
    private const string Id = RuleIds.CrdtStateMember;

    [Fact]
    public Task Members_that_do_not_merge_are_errors() => RuleCheck.ReportsAtMarksAsync(Id,
        """
        [CrdtState] public sealed partial record Note<T>(ORSet<string> Tags, Part Part, T Any,
            string Title) where T : ICrdt<T> // here
        {
            private readonly int _hidden; // here
            public int Count => Tags.Count + _hidden;
            public static int Shared;
        }
        [CrdtState] public sealed partial record Part(GCounter Likes);
        public sealed record Plain(string Title);
        """);
}

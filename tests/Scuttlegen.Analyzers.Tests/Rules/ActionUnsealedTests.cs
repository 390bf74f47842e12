using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class ActionUnsealedTests
{
    private const string Id = RuleIds.ActionUnsealed;

    [Fact]
    public Task Only_marked_classes_that_can_be_derived_from_are_reported() => RuleCheck.ReportsAtMarksAsync(Id,
        """
        [GossipAction] public partial record Open(int X); // here
        public partial class Two { }
        [GossipAction] public partial class Two { } // here
        [GossipAction] public sealed partial record Closed(int X);
        [GossipAction] public partial record struct Value(int X);
        [GossipAction] public abstract partial record Base(int X);
        public record Unmarked(int X);
        [LocalAction] public record Local(int X);
        """);
}

using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

public sealed class CrdtComparisonTests
{
    private const string Id = RuleIds.CrdtComparedByReference;

    private const string Own =
        """
        public sealed class Max(int value) : ICrdt<Max>
        {
            public int Value { get; } = value;
            public static Max Empty { get; } = new(0);
            public Max Merge(Max other) => ReferenceEquals(this, other) || this == other || other.Value <= Value ? this : other;
            public bool IsSubsumedBy(Max other) => Value <= other.Value;
            public bool Equals(Max? other) => other is not null && Value == other.Value;
            public override bool Equals(object? obj) => Equals(obj as Max);
            public override int GetHashCode() => Value;
        }

        """;

    [Fact]
    public Task References_of_crdts_are_not_compared() => RuleCheck.ReportsAtMarksAsync(Id, Own +
        """
        public sealed record S(Max M, GCounter C);
        public static class Reducers
        {
            [Reducer] public static S A(S state, S action) => state.M == action.M ? state : action; // here
            [Reducer] public static S B(S state, S action) => ReferenceEquals(state.C, action.C) ? state : action; // here
            [Guard] public static bool C(S state, S action) => (object)state.C != action.C; // here
            [Reducer] public static S D(S state, S action) => state.C == action.C || state.M.Equals(action.M) || state.M == null ? state : action;
            public static bool View(S a, S b) => ReferenceEquals(a.C, b.C);
            public static bool Slip(S a, S b) => a.M != b.M; // here
        }
        """);
}

using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

public sealed class ReplayContextFixTests
{
    [Theory]
    [InlineData("state with { At = {|SCUT1001:DateTime.UtcNow|} }", "state with { At = context.Timestamp.UtcDateTime }")]
    [InlineData("state with { At = {|SCUT1001:DateTime.Now|} }", "state with { At = context.Timestamp.UtcDateTime }")]
    [InlineData("state with { At = {|SCUT1001:DateTime.Today|}.AddDays(1) }", "state with { At = context.Timestamp.UtcDateTime.Date.AddDays(1) }")]
    [InlineData("state with { Seen = {|SCUT1001:DateTimeOffset.UtcNow|} }", "state with { Seen = context.Timestamp }")]
    [InlineData("state with { Seen = {|SCUT1001:DateTimeOffset.Now|} }", "state with { Seen = context.Timestamp }")]
    [InlineData("state with { Seen = {|SCUT1001:TimeProvider.System.GetUtcNow()|} }", "state with { Seen = context.Timestamp }")]
    [InlineData("state with { Id = {|SCUT1002:Guid.NewGuid()|} }", "state with { Id = context.NewGuid() }")]
    [InlineData("state with { Id = {|SCUT1002:Guid.CreateVersion7()|} }", "state with { Id = context.NewGuid() }")]
    [InlineData("state with { Value = {|SCUT1002:Random.Shared.Next()|} }", "state with { Value = context.Next() }")]
    [InlineData("state with { Value = {|SCUT1002:Random.Shared.Next(6)|} }", "state with { Value = context.Next(6) }")]
    [InlineData("state with { Value = {|SCUT1002:new Random().Next(maxValue: 6, minValue: 1)|} }", "state with { Value = context.Next(maxValue: 6, minValue: 1) }")]
    [InlineData("state with { Value = {|SCUT1002:new Random(42).Next(1, 6)|} }", "state with { Value = context.Next(1, 6) }")]
    [InlineData("state with { Value = {|SCUT1002:Random.Shared.NextInt64(1, 6)|} }", "state with { Value = context.NextInt64(1, 6) }")]
    [InlineData("state with { Value = {|SCUT1002:Random.Shared.NextInt64(6)|} }", "state with { Value = context.NextInt64(0, 6) }")]
    [InlineData("state with { Value = {|SCUT1002:Random.Shared.NextInt64()|} }", "state with { Value = context.NextInt64(0, long.MaxValue) }")]
    [InlineData("state with { Value = (long)(6 * {|SCUT1002:Random.Shared.NextDouble()|}) }", "state with { Value = (long)(6 * context.NextDouble()) }")]
    [InlineData(
        "state with { Value = {|SCUT1002:System.Security.Cryptography.RandomNumberGenerator.GetInt32(fromInclusive: 1, toExclusive: 7)|} }",
        "state with { Value = context.Next(1, 7) }")]
    public Task Expression(string before, string after) => Fixing.BodyBecomesAsync($"=> {before};", $"=> {after};");

    [Fact]
    public Task Nested_uses() => Fixing.BodyBecomesAsync(
        "=> state with { Value = {|SCUT1002:Random.Shared.Next({|SCUT1002:Random.Shared.Next(5)|} + 1)|} };",
        "=> state with { Value = context.Next(context.Next(5) + 1) };");

    [Fact]
    public Task Buffers_and_shuffles() => Fixing.BodyBecomesAsync(
        """
        {
            var bytes = new byte[4];
            {|SCUT1002:Random.Shared.NextBytes(bytes)|};
            {|SCUT1002:System.Security.Cryptography.RandomNumberGenerator.Fill(bytes)|};
            {|SCUT1002:Random.Shared.Shuffle(bytes)|};
            return state with { Value = bytes[0] };
        }
        """,
        """
        {
            var bytes = new byte[4];
            context.NextBytes(bytes);
            context.NextBytes(bytes);
            context.Shuffle<byte>(bytes);
            return state with { Value = bytes[0] };
        }
        """);

    [Fact]
    public Task Comments_and_layout_stay() => Fixing.BodyBecomesAsync(
        """
        {
            // Stamped here.
            var at = /* now */ {|SCUT1001:DateTime.UtcNow|} /* really */
                .AddDays(1); // tomorrow

            return state with { At = at };
        }
        """,
        """
        {
            // Stamped here.
            var at = /* now */ context.Timestamp.UtcDateTime /* really */
                .AddDays(1); // tomorrow

            return state with { At = at };
        }
        """);

    [Fact]
    public Task Inside_static_lambdas_and_local_functions() => Fixing.BodyBecomesAsync(
        """
        {
            Func<int, Guid> draw = static _ => {|SCUT1002:Guid.NewGuid()|};
            return state with { Id = draw(1), At = Now() };

            static DateTime Now() => {|SCUT1001:DateTime.UtcNow|};
        }
        """,
        """
        {
            Func<int, Guid> draw = _ => context.NewGuid();
            return state with { Id = draw(1), At = Now() };

            DateTime Now() => context.Timestamp.UtcDateTime;
        }
        """);

    [Fact]
    public Task The_parameter_that_is_there_is_used_by_its_name() => Fixing.BecomesAsync(
        "using System;\nusing Scuttlegen;\n" + Programs.Reducer("=> state with { At = {|SCUT1001:DateTime.UtcNow|} };", "", "Tally state, Bumped action, ReplayContext replay"),
        "using System;\nusing Scuttlegen;\n" + Programs.Reducer("=> state with { At = replay.Timestamp.UtcDateTime };", "", "Tally state, Bumped action, ReplayContext replay"));

    [Fact]
    public Task A_name_that_is_taken_is_left_alone() => Fixing.BecomesAsync(
        "using System;\nusing Scuttlegen;\n" + Programs.Reducer("{ var context = 1; return state with { Value = context, At = {|SCUT1001:DateTime.UtcNow|} }; }"),
        "using System;\nusing Scuttlegen;\n" + Programs.Reducer("{ var context = 1; return state with { Value = context, At = replayContext.Timestamp.UtcDateTime }; }", "", "Tally state, Bumped action, ReplayContext replayContext"));

    [Fact]
    public Task Parameters_on_lines_of_their_own() => Fixing.BecomesAsync(
        """
        using System;
        using Scuttlegen;

        public static class Reducers
        {
            [Reducer]
            public static Tally Apply(
                Tally state,
                Bumped action) => state with { At = {|SCUT1001:DateTime.UtcNow|} };
        }
        """,
        """
        using System;
        using Scuttlegen;

        public static class Reducers
        {
            [Reducer]
            public static Tally Apply(
                Tally state,
                Bumped action,
                ReplayContext context) => state with { At = context.Timestamp.UtcDateTime };
        }
        """);

    [Fact]
    public Task A_using_is_added_where_needed() => Fixing.BecomesAsync(
        """
        // Head of the file.
        using System;

        public static class Reducers
        {
            [Scuttlegen.Reducer]
            public static Tally Apply(Tally state, Bumped action) => state with { At = {|SCUT1001:DateTime.UtcNow|} };
        }
        """,
        """
        // Head of the file.
        using System;
        using Scuttlegen;

        public static class Reducers
        {
            [Scuttlegen.Reducer]
            public static Tally Apply(Tally state, Bumped action, ReplayContext context) => state with { At = context.Timestamp.UtcDateTime };
        }
        """);

    [Fact]
    public Task The_first_using_goes_below_the_head_of_the_file() => Fixing.BecomesAsync(
        """
        // Head of the file.
        namespace Game;

        public static class Reducers
        {
            [Scuttlegen.Reducer]
            public static Tally Apply(Tally state, Bumped action) => state with { At = {|SCUT1001:System.DateTime.UtcNow|} };
        }
        """,
        """
        // Head of the file.
        using Scuttlegen;

        namespace Game;

        public static class Reducers
        {
            [Scuttlegen.Reducer]
            public static Tally Apply(Tally state, Bumped action, ReplayContext context) => state with { At = context.Timestamp.UtcDateTime };
        }
        """);

    [Fact]
    public Task Another_type_of_that_name_is_not_mistaken() => Fixing.BecomesAsync(
        """
        using System;

        public sealed class ReplayContext;

        public static class Reducers
        {
            [Scuttlegen.Reducer]
            public static Tally Apply(Tally state, Bumped action) => state with { At = {|SCUT1001:DateTime.UtcNow|} };
        }
        """,
        """
        using System;

        public sealed class ReplayContext;

        public static class Reducers
        {
            [Scuttlegen.Reducer]
            public static Tally Apply(Tally state, Bumped action, global::Scuttlegen.ReplayContext context) => state with { At = context.Timestamp.UtcDateTime };
        }
        """);

    [Fact]
    public Task Recursion_passes_the_context_on() => Fixing.BodyBecomesAsync(
        "=> action.By == 0 ? state with { Id = {|SCUT1002:Guid.NewGuid()|} } : Apply(state, new Bumped(action.By - 1));",
        "=> action.By == 0 ? state with { Id = context.NewGuid() } : Apply(state, new Bumped(action.By - 1), context);");

    [Fact]
    public Task Several_reducers_of_a_file() => Fixing.BecomesAsync(
        """
        using System;
        using Scuttlegen;

        public sealed record Cleared;

        public static class Reducers
        {
            [Reducer]
            public static Tally Apply(Tally state, Bumped action) => state with { At = {|SCUT1001:DateTime.UtcNow|}, Id = {|SCUT1002:Guid.NewGuid()|} };

            [Reducer]
            public static Tally Apply(Tally state, Cleared action) => new(Id: {|SCUT1002:Guid.NewGuid()|});
        }
        """,
        """
        using System;
        using Scuttlegen;

        public sealed record Cleared;

        public static class Reducers
        {
            [Reducer]
            public static Tally Apply(Tally state, Bumped action, ReplayContext context) => state with { At = context.Timestamp.UtcDateTime, Id = context.NewGuid() };

            [Reducer]
            public static Tally Apply(Tally state, Cleared action, ReplayContext context) => new(Id: context.NewGuid());
        }
        """);

    [Fact]
    public Task A_local_generator_goes_with_its_draws() => Fixing.BodyBecomesAsync(
        """
        {
            var sum = 0L;
            // Fair dice.
            var dice = {|SCUT1002:new Random()|};
            var coin = {|SCUT1002:Random.Shared|};
            sum += {|SCUT1002:dice.Next(6)|} + {|SCUT1002:dice.Next(6)|};
            return state with { Value = sum + {|SCUT1002:coin.Next(2)|} };
        }
        """,
        """
        {
            var sum = 0L;
            // Fair dice.
            sum += context.Next(6) + context.Next(6);
            return state with { Value = sum + context.Next(2) };
        }
        """);

    [Fact]
    public Task A_generator_that_is_handed_on_stays() => Fixing.IsNotOfferedAsync(
        "using System;\nusing Scuttlegen;\n"
        + Programs.Reducer("{ var dice = {|SCUT1002:new Random()|}; return state with { Value = {|SCUT1002:Helper.Roll(dice)|} }; }", "public static class Helper { public static int Roll(Random dice) => dice.Next(6); }"));

    [Theory]
    [InlineData("=> state with { Text = {|SCUT1005:Environment.MachineName|} };")]
    [InlineData("=> state with { Text = {|SCUT1002:System.IO.Path.GetRandomFileName()|} };")]
    [InlineData("=> state with { Value = {|SCUT1001:Environment.TickCount64|} };")]
    [InlineData("{ Func<Guid> draw = {|SCUT1002:Guid.NewGuid|}; return state with { Id = draw() }; }")]
    [InlineData("{ Random? dice = null; return state with { Value = dice?{|SCUT1002:.Next()|} ?? 0 }; }")]
    [InlineData("=> state with { At = {|SCUT1001:Helper.Now()|} };", "public static class Helper { public static DateTime Now() => DateTime.UtcNow; }")]
    public Task Nothing_is_offered(string body, string beside = "") => Fixing.IsNotOfferedAsync("using System;\nusing Scuttlegen;\n" + Programs.Reducer(body, beside));

    [Fact]
    public Task A_shadowed_context_is_not_used() => Fixing.IsNotOfferedAsync(
        "using System;\nusing Scuttlegen;\n"
        + Programs.Reducer("{ Func<int, DateTime> now = static context => {|SCUT1001:DateTime.UtcNow|}; return state with { At = now(1) }; }", "", "Tally state, Bumped action, ReplayContext context"));

    [Fact]
    public Task Static_functions_around_one_that_needs_the_context() => Fixing.BodyBecomesAsync(
        """
        {
            return Outer();
            static Tally Outer() => Inner();
            static Tally Inner() => new(At: {|SCUT1001:DateTime.UtcNow|});
        }
        """,
        """
        {
            return Outer();
            Tally Outer() => Inner();
            Tally Inner() => new(At: context.Timestamp.UtcDateTime);
        }
        """);

    [Fact]
    public Task Recursion_of_an_extension_method() => Fixing.BecomesAsync(
        "using System;\nusing Scuttlegen;\npublic static class R { [Reducer] public static Tally A(this Tally state, Bumped action) => action.By > 0 ? state.A(action) : state with { At = {|SCUT1001:DateTime.UtcNow|} }; }",
        "using System;\nusing Scuttlegen;\npublic static class R { [Reducer] public static Tally A(this Tally state, Bumped action, ReplayContext context) => action.By > 0 ? state.A(action, context) : state with { At = context.Timestamp.UtcDateTime }; }");

    [Fact]
    public Task Recursion_by_named_arguments() => Fixing.BecomesAsync(
        "using System;\nusing Scuttlegen;\npublic static class R { [Reducer] public static Tally A(Tally state, Bumped action) => action.By > 0 ? A(action: action, state: state) : state with { At = {|SCUT1001:DateTime.UtcNow|} }; }",
        "using System;\nusing Scuttlegen;\npublic static class R { [Reducer] public static Tally A(Tally state, Bumped action, ReplayContext context) => action.By > 0 ? A(action: action, state: state, context: context) : state with { At = context.Timestamp.UtcDateTime }; }");

    [Fact]
    public Task Nothing_can_follow_an_optional_action() => Fixing.IsNotOfferedAsync(
        "using System;\nusing Scuttlegen;\npublic static class R { [Reducer] public static Tally A(Tally state, Bumped action = null!) => state with { At = {|SCUT1001:DateTime.UtcNow|} }; }");

    [Fact]
    public Task Nothing_is_offered_where_a_delegate_is_made_of_the_reducer() => Fixing.IsNotOfferedAsync(
        "using System;\nusing System.Linq;\nusing Scuttlegen;\npublic static class R { [Reducer] public static Tally A(Tally state, Bumped action) => new[] { action }.Aggregate(state with { At = {|SCUT1001:DateTime.UtcNow|} }, A); }");

    [Fact]
    public Task A_comment_on_the_first_parameter_is_not_repeated() => Fixing.BecomesAsync(
        "using System;\nusing Scuttlegen;\npublic static class R\n{\n    [Reducer]\n    public static Tally A(\n        Tally state, // the state\n        Bumped action) =>\n        state with { At = {|SCUT1001:DateTime.UtcNow|} };\n}\n",
        "using System;\nusing Scuttlegen;\npublic static class R\n{\n    [Reducer]\n    public static Tally A(\n        Tally state, // the state\n        Bumped action,\n        ReplayContext context) =>\n        state with { At = context.Timestamp.UtcDateTime };\n}\n");

    [Fact]
    public Task Commas_at_the_heads_of_lines() => Fixing.BecomesAsync(
        "using System;\nusing Scuttlegen;\npublic static class R\n{\n    [Reducer]\n    public static Tally A(\n        Tally state\n        , Bumped action)\n        => state with { At = {|SCUT1001:DateTime.UtcNow|} };\n}\n",
        "using System;\nusing Scuttlegen;\npublic static class R\n{\n    [Reducer]\n    public static Tally A(\n        Tally state\n        , Bumped action\n        , ReplayContext context)\n        => state with { At = context.Timestamp.UtcDateTime };\n}\n");
}

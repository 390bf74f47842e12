using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

public sealed class CultureFixTests
{
    private const string Head = "using System;\nusing System.Collections.Generic;\nusing System.Collections.Immutable;\nusing System.Linq;\nusing System.Text;\nusing System.Text.RegularExpressions;\nusing Scuttlegen;\n\n";

    private const string HeadAfter = "using System;\nusing System.Collections.Generic;\nusing System.Collections.Immutable;\nusing System.Globalization;\nusing System.Linq;\nusing System.Text;\nusing System.Text.RegularExpressions;\nusing Scuttlegen;\n\n";

    [Theory]
    [InlineData("{|SCUT1006:action.By.ToString()|}", "action.By.ToString(CultureInfo.InvariantCulture)")]
    [InlineData("{|SCUT1006:action.By.ToString(\"D\")|}", "action.By.ToString(\"D\", CultureInfo.InvariantCulture)")]
    [InlineData("{|SCUT1006:action.By.ToString(format: \"D\")|}", "action.By.ToString(format: \"D\", provider: CultureInfo.InvariantCulture)")]
    [InlineData("{|SCUT1006:int.Parse(action.Text)|} > 0 ? \"\" : \"a\"", "int.Parse(action.Text, CultureInfo.InvariantCulture) > 0 ? \"\" : \"a\"")]
    [InlineData("{|SCUT1006:int.TryParse(action.Text, out var n)|} ? \"\" : null!", "int.TryParse(action.Text, CultureInfo.InvariantCulture, out var n) ? \"\" : null!")]
    [InlineData("{|SCUT1006:string.Format(\"{0}\", action.By)|}", "string.Format(CultureInfo.InvariantCulture, \"{0}\", action.By)")]
    [InlineData("{|SCUT1006:string.Format(\"{0}{1}{2}{3}\", 1, 2, 3, action.By)|}", "string.Format(CultureInfo.InvariantCulture, \"{0}{1}{2}{3}\", 1, 2, 3, action.By)")]
    [InlineData("{|SCUT1006:Convert.ToString(1.5)|}", "Convert.ToString(1.5, CultureInfo.InvariantCulture)")]
    [InlineData("{|SCUT1006:new StringBuilder().AppendFormat(\"{0}\", action.By)|}.ToString()", "new StringBuilder().AppendFormat(CultureInfo.InvariantCulture, \"{0}\", action.By).ToString()")]
    [InlineData("{|SCUT1006:new StringBuilder().Append(1.5)|}.ToString()", "new StringBuilder().Append(CultureInfo.InvariantCulture, $\"{1.5}\").ToString()")]
    [InlineData(
        "action.By.ToString({|SCUT1006:System.Globalization.CultureInfo.CurrentCulture|})",
        "action.By.ToString(CultureInfo.InvariantCulture)")]
    public Task Formats_and_parses_invariantly(string before, string after) => Fixing.BecomesAsync(
        new CultureFix(),
        Head + Programs.Reducer($"=> state with {{ Text = {before} }};"),
        HeadAfter + Programs.Reducer($"=> state with {{ Text = {after} }};"));

    [Theory]
    [InlineData("{|SCUT1006:action.Text.ToUpper()|}", "action.Text.ToUpperInvariant()")]
    [InlineData("action?{|SCUT1006:.Text.ToLower()|} ?? \"\"", "action?.Text.ToLowerInvariant() ?? \"\"")]
    [InlineData("{|SCUT1006:char.ToUpper(action.Text[0])|} + \"\"", "char.ToUpperInvariant(action.Text[0]) + \"\"")]
    [InlineData("{|SCUT1006:string.Compare(action.Text, state.Text)|} < 0 ? \"\" : \"a\"", "string.CompareOrdinal(action.Text, state.Text) < 0 ? \"\" : \"a\"")]
    [InlineData("{|SCUT1006:String.Compare(action.Text, state.Text, true)|} < 0 ? \"\" : \"a\"", "String.Compare(action.Text, state.Text, StringComparison.OrdinalIgnoreCase) < 0 ? \"\" : \"a\"")]
    [InlineData("{|SCUT1006:action.Text.CompareTo(state.Text)|} < 0 ? \"\" : \"a\"", "string.CompareOrdinal(action.Text, state.Text) < 0 ? \"\" : \"a\"")]
    [InlineData("{|SCUT1006:action.Text.StartsWith(\"a\")|} ? \"\" : \"a\"", "action.Text.StartsWith(\"a\", StringComparison.Ordinal) ? \"\" : \"a\"")]
    [InlineData("{|SCUT1006:action.Text.IndexOf(\"a\")|} > 0 ? \"\" : \"a\"", "action.Text.IndexOf(\"a\", StringComparison.Ordinal) > 0 ? \"\" : \"a\"")]
    [InlineData("new[] { \"a\" }.Max({|SCUT1006:StringComparer.CurrentCulture|})!", "new[] { \"a\" }.Max(StringComparer.Ordinal)!")]
    [InlineData("new[] { \"a\" }.Max({|SCUT1006:StringComparer.InvariantCultureIgnoreCase|})!", "new[] { \"a\" }.Max(StringComparer.OrdinalIgnoreCase)!")]
    public Task Compares_ordinally(string before, string after) => Fixing.BecomesAsync(
        new CultureFix(),
        Head + Programs.Reducer($"=> state with {{ Text = {before} }};"),
        Head + Programs.Reducer($"=> state with {{ Text = {after} }};"));

    [Theory]
    [InlineData("$\"{action.Text}{|SCUT1006:{action.By}|}\"", "string.Create(CultureInfo.InvariantCulture, $\"{action.Text}{action.By}\")")]
    [InlineData("{|SCUT1006:\"a\" + action.By|}", "\"a\" + action.By.ToString(CultureInfo.InvariantCulture)")]
    public Task Text_that_the_language_makes(string before, string after) => Fixing.BecomesAsync(
        new CultureFix(), Head + Programs.Reducer($"=> state with {{ Text = {before} }};"), HeadAfter + Programs.Reducer($"=> state with {{ Text = {after} }};"));

    [Theory]
    [InlineData("{|SCUT1006:new[] { \"a\" }.OrderBy(name => name)|}.First()", "new[] { \"a\" }.OrderBy(name => name, StringComparer.Ordinal).First()")]
    [InlineData("{|SCUT1006:new SortedSet<string>()|}.First()", "new SortedSet<string>(StringComparer.Ordinal).First()")]
    [InlineData("action.Text.EndsWith(\"a\", {|SCUT1006:StringComparison.CurrentCulture|}) ? \"\" : \"a\"", "action.Text.EndsWith(\"a\", StringComparison.Ordinal) ? \"\" : \"a\"")]
    public Task Comparers_that_nobody_named(string before, string after) => Fixing.BecomesAsync(
        new CultureFix(), Head + Programs.Reducer($"=> state with {{ Text = {before} }};"), Head + Programs.Reducer($"=> state with {{ Text = {after} }};"));

    [Theory]
    [InlineData("$\"{|SCUT1006:{action.By}|} and {|SCUT1006:{action.By:D}|}\"", "string.Create(CultureInfo.InvariantCulture, $\"{action.By} and {action.By:D}\")")]
    [InlineData("$\"{action.Text}{|SCUT1006:{action.By}|}\"", "string.Create(CultureInfo.InvariantCulture, $\"{action.Text}{action.By}\")")]
    [InlineData("$\"{|SCUT1006:{action.By}|}\" + 'a'", "string.Create(CultureInfo.InvariantCulture, $\"{action.By}\") + 'a'")]
    [InlineData("{|SCUT1006:{|SCUT1006:\"a\" + action.By|} + \"b\" + state.Value|} + 'c'", "\"a\" + action.By.ToString(CultureInfo.InvariantCulture) + \"b\" + state.Value.ToString(CultureInfo.InvariantCulture) + 'c'")]
    [InlineData("{|SCUT1006:\"a\" + -action.By|}", "\"a\" + (-action.By).ToString(CultureInfo.InvariantCulture)")]
    [InlineData("{|SCUT1006:\"a\" + (int?)action.By|}", "\"a\" + ((int?)action.By)?.ToString(CultureInfo.InvariantCulture)")]
    [InlineData("new StringBuilder().Append($\"{|SCUT1006:{action.By}|}\").ToString()", "new StringBuilder().Append(CultureInfo.InvariantCulture, $\"{action.By}\").ToString()")]
    [InlineData("{|SCUT1005:new StringBuilder().AppendLine($\"{|SCUT1006:{action.By}|}\")|}.ToString()", "{|SCUT1005:new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $\"{action.By}\")|}.ToString()")]
    [InlineData("{|SCUT1006:1.5.ToString((IFormatProvider?)null)|}", null)]
    [InlineData("{|SCUT1006:1.5.ToString(\"N\", null)|}", "1.5.ToString(\"N\", CultureInfo.InvariantCulture)")]
    [InlineData("{|SCUT1006:DateTime.MinValue.ToLongDateString()|}", "DateTime.MinValue.ToString(\"D\", CultureInfo.InvariantCulture)")]
    [InlineData("{|SCUT1006:int.Parse(action.Text.AsSpan())|} > 0 ? \"a\" : \"\"", "int.Parse(action.Text.AsSpan(), provider: CultureInfo.InvariantCulture) > 0 ? \"a\" : \"\"")]
    [InlineData("{|SCUT1006:System.Globalization.CultureInfo.CurrentCulture|}.TextInfo.ToTitleCase(\"a\")", "CultureInfo.InvariantCulture.TextInfo.ToTitleCase(\"a\")")]
    [InlineData("action.Text.EndsWith(\"a\", {|SCUT1006:StringComparison.CurrentCultureIgnoreCase|}) ? \"\" : \"a\"", "action.Text.EndsWith(\"a\", StringComparison.OrdinalIgnoreCase) ? \"\" : \"a\"")]
    [InlineData("action.Text.EndsWith(\"a\", {|SCUT1006:StringComparison.InvariantCulture|}) ? \"\" : \"a\"", "action.Text.EndsWith(\"a\", StringComparison.Ordinal) ? \"\" : \"a\"")]
    [InlineData("{|SCUT1006:new[] { \"a\" }.OrderBy(name => name)|}.First()", "new[] { \"a\" }.OrderBy(name => name, StringComparer.Ordinal).First()")]
    [InlineData("{|SCUT1006:new[] { \"a\" }.OrderBy(name => name.Length).ThenByDescending(name => name)|}.First()", "new[] { \"a\" }.OrderBy(name => name.Length).ThenByDescending(name => name, StringComparer.Ordinal).First()")]
    [InlineData("{|SCUT1006:new[] { \"a\" }.Order()|}.First()", "new[] { \"a\" }.Order(StringComparer.Ordinal).First()")]
    [InlineData("{|SCUT1006:new[] { \"a\" }.Max()|}!", "new[] { \"a\" }.Max(StringComparer.Ordinal)!")]
    [InlineData("{|SCUT1006:new SortedSet<string>()|}.First()", "new SortedSet<string>(StringComparer.Ordinal).First()")]
    [InlineData("{|SCUT1006:new SortedSet<string> { \"a\" }|}.First()", "new SortedSet<string>(StringComparer.Ordinal) { \"a\" }.First()")]
    [InlineData("{|SCUT1006:new SortedDictionary<string, int>()|}.First().Key", "new SortedDictionary<string, int>(StringComparer.Ordinal).First().Key")]
    [InlineData("{|SCUT1006:ImmutableSortedSet<string>.Empty|}.First()", "ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal).First()")]
    [InlineData("{|SCUT1006:ImmutableSortedDictionary<string, int>.Empty|}.First().Key", "ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal).First().Key")]
    [InlineData("{|SCUT1006:new[] { \"a\" }.ToImmutableSortedSet()|}.First()", "new[] { \"a\" }.ToImmutableSortedSet(StringComparer.Ordinal).First()")]
    [InlineData("{|SCUT1006:new[] { \"a\" }.ToImmutableSortedDictionary(name => name, name => 1)|}.First().Key", "new[] { \"a\" }.ToImmutableSortedDictionary(name => name, name => 1, StringComparer.Ordinal).First().Key")]
    [InlineData("{|SCUT1006:ImmutableSortedSet.Create(\"a\", \"b\")|}.First()", "ImmutableSortedSet.Create(StringComparer.Ordinal, \"a\", \"b\").First()")]
    [InlineData("new[] { \"a\" }.Order({|SCUT1006:Comparer<string>.Default|}).First()", "new[] { \"a\" }.Order(StringComparer.Ordinal).First()")]
    [InlineData("{|SCUT1006:Regex.IsMatch(action.Text, \"a\", RegexOptions.IgnoreCase)|} ? \"\" : \"a\"", "Regex.IsMatch(action.Text, \"a\", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) ? \"\" : \"a\"")]
    [InlineData("{|SCUT1006:new Regex(\"a\", RegexOptions.IgnoreCase | RegexOptions.Singleline)|}.Replace(\"a\", \"b\")", "new Regex(\"a\", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant).Replace(\"a\", \"b\")")]
    [InlineData("{|SCUT1006:((FormattableString)$\"{action.By}\").ToString()|}", "((FormattableString)$\"{action.By}\").ToString(CultureInfo.InvariantCulture)")]
    public async Task Everything_else(string before, string? after)
    {
        before = Head + Programs.Reducer($"=> state with {{ Text = {before} }};");
        if (after is null)
        {
            await Fixing.IsNotOfferedAsync(new CultureFix(), before);
            return;
        }

        var needsUsing = after.Contains("CultureInfo", StringComparison.Ordinal);
        await Fixing.BecomesAsync(new CultureFix(), before, (needsUsing ? HeadAfter : Head) + Programs.Reducer($"=> state with {{ Text = {after} }};"));
    }

    [Fact]
    public Task Layout_and_comments_stay() => Fixing.BecomesAsync(
        new CultureFix(),
        """
        // Head of the file.
        using System;

        using Scuttlegen;

        public static class Reducers
        {
            [Reducer]
            public static Tally Apply(Tally state, Bumped action)
            {
                // Loud.
                var text = action.Text /* the text */
                    .{|SCUT1006:ToUpper()|}; // shouted
                return state with
                {
                    Text = {|SCUT1006:string.Format(
                        "{0}{1}", // the format
                        text,
                        action.By)|},
                };
            }
        }
        """,
        """
        // Head of the file.
        using System;
        using System.Globalization;

        using Scuttlegen;

        public static class Reducers
        {
            [Reducer]
            public static Tally Apply(Tally state, Bumped action)
            {
                // Loud.
                var text = action.Text /* the text */
                    .ToUpperInvariant(); // shouted
                return state with
                {
                    Text = string.Format(
                        CultureInfo.InvariantCulture,
                        "{0}{1}", // the format
                        text,
                        action.By),
                };
            }
        }
        """);

    [Fact]
    public Task A_helper_in_another_file_is_changed_there_once() => Fixing.BecomesAsync(
        new CultureFix(),
        "using Scuttlegen;\n\n" + Programs.Reducer("=> state with { Text = {|SCUT1006:Texts.Loud(action.Text)|} + {|SCUT1006:Texts.Loud(state.Text)|} + {|SCUT1006:Texts.Number(action.By)|} };"),
        "using Scuttlegen;\n\n" + Programs.Reducer("=> state with { Text = Texts.Loud(action.Text) + Texts.Loud(state.Text) + Texts.Number(action.By) };"),
        beside: (
            "public static class Texts\n{\n    public static string Loud(string text) => text.ToUpper();\n\n    public static string Number(int n) => n.ToString();\n}\n",
            "using System.Globalization;\n\npublic static class Texts\n{\n    public static string Loud(string text) => text.ToUpperInvariant();\n\n    public static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);\n}\n"));

    [Fact]
    public Task Another_type_of_that_name_is_not_mistaken() => Fixing.BecomesAsync(
        new CultureFix(),
        "using Scuttlegen;\n\n" + Programs.Reducer("=> state with { Text = {|SCUT1006:action.By.ToString()|} };", "public static class CultureInfo;"),
        "using Scuttlegen;\n\n" + Programs.Reducer("=> state with { Text = action.By.ToString(global::System.Globalization.CultureInfo.InvariantCulture) };", "public static class CultureInfo;"));
}

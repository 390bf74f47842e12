namespace Scuttlegen.Generators.Tests.Contract;

/// <summary>Each rule of the wire contract at its place, and what its message says.</summary>
public sealed class WireContractTests
{
    [Fact]
    public async Task Without_files_nothing_is_said() => Assert.Empty(await Tracking.Finds("[GossipAction] public sealed partial record A(int By);"));

    [Fact]
    public async Task An_empty_file_begins_to_track()
    {
        var found = await Tracking.Analyze(Tracking.Usings + "[GossipAction] public sealed partial record A(int By);", [("WireContract.Unshipped.txt", "")]);
        Assert.Equal("SCUT3010", Assert.Single(found).Id);
    }

    [Fact]
    public async Task SCUT3010()
    {
        var messages = await Tracking.Finds(
            "[GossipAction(\"a \\\"b\\\"\\n\")] public sealed partial record [|SCUT3010:A|](int By, string Why = \"none\");\n[GossipAction] public sealed partial record B;", shipped: "\"B\" Shop.B []\n");
        Assert.Equal(["The kind \"a \"b\"\n\" is not in the wire contract: add the line \"a \\\"b\\\"\\u000a\" Shop.A [By:int32, Why:text] to WireContract.Unshipped.txt"], messages);
        await Tracking.Finds("[GossipAction(\"a \\\"b\\\"\\n\")] public sealed partial record A(int By, string Why = \"none\");", unshipped: "\"a \\\"b\\\"\\u000a\" Shop.A [By:int32, Why:text]\n");
    }

    [Theory]
    [InlineData("[By:int32, Note:text]", "int By, int [|SCUT3011:Amount|], string Note", "'Amount' of \"A\" is inserted before 'Note', which was shipped")]
    [InlineData("[By:int32, Note:text]", "string [|SCUT3011:Note|], int By", "'Note' of \"A\" stands where 'By' was shipped: members are read by position, so from here on deployed peers misread what this build writes, and this build what they wrote; restore the order, or declare a new action, of a kind of its own, beside this one")]
    [InlineData("[By:int32]", "string [|SCUT3011:By|]", "'By' of \"A\" was shipped as int32 and is text now: deployed peers cannot read what this build writes, nor this build what they wrote; restore it, or leave this action as it was shipped and declare a new one, of a kind of its own, beside it")]
    [InlineData("[By:int32]", "long [|SCUT3011:By|]", "this build reads what deployed peers wrote, but they cannot read its values beyond int32")]
    [InlineData("[By:int64]", "int [|SCUT3011:By|]", "deployed peers cannot read what this build writes, nor this build what they wrote")]
    [InlineData("[By:int32]", "int? [|SCUT3011:By|]", "'By' of \"A\" was shipped as int32 and is int32? now: this build reads what deployed peers wrote, but they cannot read its null")]
    [InlineData("[By:int32?]", "int [|SCUT3011:By|]", "deployed peers read what this build writes, but this build cannot read the null that they may have written")]
    [InlineData("[By:int32]", "int [|SCUT3011:Amount|]", "'Amount' of \"A\" has the place of 'By', which was shipped: deployed peers read as 'By' what this build writes as 'Amount'; restore the name, or, if both mean the same, correct it in WireContract.Shipped.txt")]
    [InlineData("[By:[int32]]", "ImmutableHashSet<int> [|SCUT3011:By|]", "was shipped as [int32] and is set[int32] now")]
    [InlineData("[By:map{text:int32}]", "ImmutableDictionary<string, string> [|SCUT3011:By|]", "was shipped as int32 and is text now")]
    [InlineData("[By:set[text]]", "ImmutableHashSet<Guid> [|SCUT3011:By|]", "was shipped as text and is uuid now")]
    public async Task SCUT3011(string shipped, string parameters, string message)
    {
        var messages = await Tracking.Finds($"[GossipAction] public sealed partial record A({parameters});", shipped: $"\"A\" Shop.A {shipped}\n");
        Assert.Contains(message, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SCUT3011_what_is_gone_is_reported_at_the_action()
    {
        var last = await Tracking.Finds("[GossipAction] public sealed partial record [|SCUT3011:A|](int By);", shipped: "\"A\" Shop.A [By:int32, Note:text]\n");
        Assert.StartsWith("'Note' of \"A\" was shipped and is gone: deployed peers cannot read what this build writes, which ends before it, and this build drops it from what they wrote; ", Assert.Single(last), StringComparison.Ordinal);
        var first = await Tracking.Finds("[GossipAction] public sealed partial record [|SCUT3011:A|](string Note);", shipped: "\"A\" Shop.A [By:int32, Note:text]\n");
        Assert.StartsWith("'By' of \"A\" was shipped and is gone: members are read by position", Assert.Single(first), StringComparison.Ordinal);
        var appended = await Tracking.Finds("[GossipAction] public sealed partial record [|SCUT3011:A|](int By);", shipped: "\"A\" Shop.A [By:int32, Note:text=\"-\"]\n");
        Assert.StartsWith("'Note' of \"A\" was shipped and is gone: deployed peers read \"-\" in its place from what this build writes", Assert.Single(appended), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SCUT3011_below_the_action()
    {
        const string Types = "public sealed record Line(string Text, decimal Price, Line? Before);\n";
        var messages = await Tracking.Finds(
            Types + "[GossipAction] public sealed partial record A(int By, ImmutableArray<Line> [|SCUT3011:Lines|]);",
            shipped: "\"A\" Shop.A [By:int32, Lines:[Shop.Row[Text:text, Price:int64, Before:^Shop.Row?]]?]\n");
        Assert.StartsWith("'Lines.Price' of \"A\" was shipped as int64 and is decimal now", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public Task Names_of_types_are_not_on_the_wire() => Tracking.Finds(
        "public sealed record Line(string Text, Line? Before);\n[GossipAction(\"a\")] public sealed partial record Other(Line Line, Line? Second);",
        shipped: "\"a\" Shop.A [Line:Old.Row[Text:text, Before:^Old.Row?], Second:Old.Row[Text:text, Before:^Old.Row?]?]\n");

    [Fact]
    public async Task SCUT3012()
    {
        var messages = await Tracking.Finds("", shipped: "[|SCUT3012:\"A\" Shop.A [By:int32]|]\n");
        Assert.Equal(
            ["The kind \"A\" was shipped, and no action declares it any more, so its updates, old and new, would be no-ops here: declare it again with [GossipAction(\"A\")], "
                + "or, to do without them, add the line *REMOVED*\"A\" Shop.A [By:int32] to WireContract.Unshipped.txt"],
            messages);
        await Tracking.Finds("", shipped: "\"A\" Shop.A [By:int32]\n", unshipped: "*REMOVED*\"A\" Shop.A [By:int32]\n");
        await Tracking.Finds("", shipped: "*REMOVED*\"A\" Shop.A [By:int32]\n");
    }

    [Theory]
    [InlineData("[GossipAction] public sealed partial record [|SCUT3010:B|](int By);", "B")]
    [InlineData("[GossipAction(\"a.a\")] public sealed partial record [|SCUT3010:A|](string Text);", "a.a")]
    public async Task SCUT3012_renamed(string declaration, string to)
    {
        var messages = await Tracking.Finds(declaration, shipped: "[|SCUT3012:\"A\" Shop.A [By:int32]|]\n");
        Assert.Contains($"it seems to have been renamed to \"{to}\"; if '{(to == "B" ? "B" : "A")}' is the same, keep the name with [GossipAction(\"A\")]", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public Task SCUT3012_is_not_for_an_action_that_is_being_typed() => Tracking.Finds(
        "[GossipAction] public sealed partial record A(Undeclared By);", shipped: "\"A\" Shop.A [By:int32]\n");

    [Theory]
    [InlineData("[By:int32]", "int By, string [|SCUT3013:Note|]", "'Note' of \"A\" is appended to what was shipped and has no default, so this build cannot read what deployed peers write and logs hold: make 'Note' nullable, or a positional parameter with a default value")]
    [InlineData("[By:int32, Note:text=\"-\"]", "int By, string [|SCUT3013:Note|]", "'Note' of \"A\" was appended with a default and has none any more")]
    [InlineData("[By:Shop.P[X:int32]]", "P [|SCUT3013:By|]", "'By.Y' of \"A\" is appended")]
    public async Task SCUT3013(string shipped, string parameters, string message)
    {
        var messages = await Tracking.Finds(
            $"public sealed record P(int X, string Y);\n[GossipAction] public sealed partial record A({parameters});", shipped: $"\"A\" Shop.A {shipped}\n");
        Assert.Contains(message, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int By, string? Note", "Note:text?=")]
    [InlineData("int By, string Note = \"a, b]\"", "Note:text=\"a, b]\"")]
    [InlineData("int By, int Note", "Note:int32=")]
    [InlineData("int By, int Note = 0", "Note:int32=")]
    [InlineData("int By, long Note = -5", "Note:int64=-5")]
    [InlineData("int By, decimal Note = 1.50M", "Note:decimal=1.50")]
    [InlineData("int By, double Note = double.NaN", "Note:float64=NaN")]
    [InlineData("int By, char Note = ','", "Note:char=','")]
    [InlineData("int By, bool Note = true", "Note:bool=true")]
    [InlineData("int By, DayOfWeek Note = DayOfWeek.Friday", "Note:int32=5")]
    [InlineData("int By, ImmutableArray<int> Note", "Note:block[int32]?=")]
    public async Task SCUT3014_appended(string parameters, string member)
    {
        var messages = await Tracking.Finds(
            $"[GossipAction] public sealed partial record [|SCUT3014:A|]({parameters});", shipped: "\"A\" Shop.A [By:int32]\n");
        var line = $"\"A\" Shop.A [By:int32, {member}]";
        Assert.Equal([$"The kind \"A\" is compatible with what was shipped, but has changed since it was recorded: write {line} to WireContract.Unshipped.txt"], messages);

        // What is asked for satisfies, before its release and after.
        await Tracking.Finds($"[GossipAction] public sealed partial record A({parameters});", shipped: "\"A\" Shop.A [By:int32]\n", unshipped: line + "\n");
        await Tracking.Finds($"[GossipAction] public sealed partial record A({parameters});", shipped: line + "\n");
    }

    [Fact]
    public async Task SCUT3014_appended_to_a_member_of_a_member()
    {
        const string Types = "[GossipAction] public sealed partial record @class(P P, int V = 3);\npublic sealed record P(int X, Q<string>? Q = null);\npublic readonly record struct Q<T>(T One, int Two = 7);\n";
        const string Known = "\"class\" Shop.class [P:Shop.P[X:int32, Q:Shop.Q<string>[One:text, Two:int32]?], V:int32]\n";
        var messages = await Tracking.Finds(
            Types + "[GossipAction] public sealed partial record [|SCUT3014:A|](@class Inner, ImmutableArray<Q<string>> Qs);",
            shipped: "\"A\" Shop.A [Inner:Shop.class[P:Shop.P[X:int32, Q:Shop.Q<string>[One:text]?]], Qs:[Shop.Q<string>[One:text]]?]\n" + Known);
        Assert.Contains(
            "write \"A\" Shop.A [Inner:Shop.class[P:Shop.P[X:int32, Q:Shop.Q<string>[One:text, Two:int32=7]?], V:int32=3], Qs:[Shop.Q<string>[One:text, Two:int32=7]]?] to",
            Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SCUT3014_never_shipped()
    {
        var changed = await Tracking.Finds("[GossipAction] public sealed partial record [|SCUT3014:A|](string Text);", unshipped: "\"A\" Shop.A [By:int32]\n");
        Assert.Equal(["The kind \"A\" has changed since it was recorded, and has not been shipped: write \"A\" Shop.A [Text:text] to WireContract.Unshipped.txt"], changed);
        var gone = await Tracking.Finds("", unshipped: "[|SCUT3014:\"A\" Shop.A [By:int32]|]\n");
        Assert.Equal(["The kind \"A\" is not declared and was never shipped: remove its line from WireContract.Unshipped.txt"], gone);
    }

    [Fact]
    public async Task SCUT3014_back_to_what_was_shipped()
    {
        var messages = await Tracking.Finds(
            "[GossipAction] public sealed partial record [|SCUT3014:A|](int By);\n[GossipAction] public sealed partial record [|SCUT3014:B|];",
            shipped: "\"A\" Shop.A [By:int32]\n\"B\" Shop.B []\n", unshipped: "\"A\" Shop.A [By:int32, Note:text?=]\n*REMOVED*\"B\" Shop.B []\n");
        Assert.Equal(
            ["The kind \"A\" is as it was shipped again: remove its line from WireContract.Unshipped.txt", "The kind \"B\" is declared, but recorded as removed: remove its line from WireContract.Unshipped.txt"],
            messages);
    }

    [Fact]
    public async Task A_removed_kind_keeps_its_layout()
    {
        var other = await Tracking.Finds("[GossipAction] public sealed partial record A(string [|SCUT3011:By|]);", shipped: "*REMOVED*\"A\" Shop.A [By:int32]\n");
        Assert.Contains("was shipped as int32 and is text now", Assert.Single(other), StringComparison.Ordinal);
        var same = await Tracking.Finds("[GossipAction] public sealed partial record [|SCUT3014:A|](int By);", shipped: "*REMOVED*\"A\" Shop.A [By:int32]\n");
        Assert.Equal(["The kind \"A\" is declared again after it was removed: write \"A\" Shop.A [By:int32] to WireContract.Unshipped.txt"], same);
        await Tracking.Finds("[GossipAction] public sealed partial record A(int By);", shipped: "*REMOVED*\"A\" Shop.A [By:int32]\n", unshipped: "\"A\" Shop.A [By:int32]\n");
    }

    [Fact]
    public async Task A_default_is_what_old_bytes_mean()
    {
        var messages = await Tracking.Finds("[GossipAction] public sealed partial record A(int By, int [|SCUT3011:Note|] = 2);", shipped: "\"A\" Shop.A [By:int32, Note:int32=1]\n");
        Assert.StartsWith(
            "'Note' of \"A\" was shipped with the default 1 and has 2 now: from what was written before the member was appended, this build reads another value than deployed peers; ",
            Assert.Single(messages), StringComparison.Ordinal);

        // That of a member which was there from the beginning is nobody's on the wire.
        await Tracking.Finds("[GossipAction] public sealed partial record A(int By, int Note = 2);", shipped: "\"A\" Shop.A [By:int32, Note:int32]\n");
    }

    [Theory]
    [InlineData("[|SCUT3015:A Shop.A []|]", "a line begins with the kind in quotation marks, or with '#' if it is a comment")]
    [InlineData("\"A\"[|SCUT3015: Shop.A|]", "the type and the layout of the kind are missing: \"kind\" Namespace.Type [Member:type, …]")]
    [InlineData("\"A\" Shop.A [By:[|SCUT3015:, Note:text]|]", "a type is missing here")]
    [InlineData("\"A\" Shop.A [By:int32 [|SCUT3015:Note:text]|]", "',' or ']' is missing here")]
    [InlineData("\"A\" Shop.A [By:int32, Note:[text[|SCUT3015:|]", "',' or ']' is missing here")]
    [InlineData("\"A\" Shop.A [By:int32][|SCUT3015:]|]", "the layout ends here, but the line does not")]
    [InlineData("\"A\" Shop.A [|SCUT3015:[int32]|]", "the layout of a kind is a list of members: [Member:type, …]")]
    [InlineData("\"A\" Shop.A []\n# again\n[|SCUT3015:\"A\" Shop.A [By:int32]|]", "the kind \"A\" is in line 2 already; keep one of the two")]
    public async Task SCUT3015(string lines, string message)
    {
        var messages = await Tracking.Finds("[GossipAction] public sealed partial record A;", unshipped: lines + "\n");
        Assert.Equal(["This cannot be read as part of the wire contract: " + message], messages);
    }

    [Theory]
    [InlineData("# wire contract 2\n", "the file has a format that this version of Scuttlegen does not know; update Scuttlegen, or begin the file with '# wire contract 1'")]
    [InlineData("\n\"A\" Shop.A []\n", "the file does not begin with '# wire contract 1'; add that line")]
    public async Task SCUT3015_header(string text, string message)
    {
        var found = Assert.Single(await Tracking.Analyze(Tracking.Usings + "[GossipAction] public sealed partial record A;", [("WireContract.Shipped.txt", text)]));
        Assert.Equal("SCUT3015", found.Id);
        Assert.EndsWith(message, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_a_finding()
    {
        const string Source = Tracking.Usings + "#pragma warning disable SCUT3011\n[GossipAction] public sealed partial record A(string By);\n#pragma warning restore SCUT3011\n";
        Assert.Empty(await Tracking.Analyze(Source, [("WireContract.Shipped.txt", Tracking.Header + "\"A\" Shop.A [By:int32]\n")]));
    }

    [Fact]
    public Task Windows_line_ends_comments_and_empty_lines() => Tracking.Finds(
        "[GossipAction] public sealed partial record A(int By);", shipped: "\r\n# what counts\r\n\"A\" Shop.A [By:int32]\r\n\r\n");
}

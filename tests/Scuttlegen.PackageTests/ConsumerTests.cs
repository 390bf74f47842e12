namespace Scuttlegen.PackageTests;

/// <summary>What a user gets who installs the packages: the generator runs, the analyzers speak, nothing crashes.</summary>
public sealed class ConsumerTests(Consumers consumers) : IClassFixture<Consumers>
{
    [Fact]
    public async Task Three_peers_of_a_fresh_project_converge()
    {
        Assert.Empty(consumers.Diagnostics("Converging"));
        Assert.True(consumers.IsBuilt("Converging"), consumers.Output);
        var run = await consumers.RunAsync("Converging");
        Assert.True(run.ExitCode == 0, run.Output);
        var lines = run.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["alice: 321, 3 visits", "bob: 321, 3 visits", "carol: 321, 3 visits"], lines);
    }

    [Fact]
    public void A_clock_in_a_helper_of_a_reducer_is_a_warning_where_the_editorconfig_says_so_whatever_the_preset()
    {
        var warning = Assert.Single(consumers.Diagnostics("Impure"));
        Assert.Contains("Program.cs(", warning, StringComparison.Ordinal);
        Assert.Contains(": warning SCUT1001: ", warning, StringComparison.Ordinal);
        Assert.Contains("DateTime.UtcNow", warning, StringComparison.Ordinal);
        Assert.True(consumers.IsBuilt("Impure"), consumers.Output);
    }

    [Fact]
    public void It_is_an_error_in_the_strict_preset()
    {
        var error = Assert.Single(consumers.Diagnostics("ImpureAsError"));
        Assert.Contains(": error SCUT1001: ", error, StringComparison.Ordinal);
        Assert.False(consumers.IsBuilt("ImpureAsError"));
    }

    [Fact]
    public async Task There_are_two_presets()
    {
        var build = await consumers.BuildAsync("OnlyCrdt", "-p:ScuttlegenAnalysis=severe");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("ScuttlegenAnalysis is 'severe'; it can be 'strict' or 'relaxed'", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_is_not_partial_is_told_so()
    {
        Assert.Contains(consumers.Diagnostics("NotPartial"), line => line.Contains(": error SCUT0001: 'Incremented' must be declared partial", StringComparison.Ordinal));
        Assert.False(consumers.IsBuilt("NotPartial"));
    }

    [Theory]
    [InlineData("OldLanguage")]
    [InlineData("Strict")]
    public void A_project_where_every_warning_is_an_error_builds(string consumer)
    {
        Assert.True(consumers.Diagnostics(consumer).Count == 0, string.Join('\n', consumers.Diagnostics(consumer)));
        Assert.True(consumers.IsBuilt(consumer), consumers.Output);
    }

    [Fact]
    public void The_generators_come_with_whatever_package_needs_the_runtime()
    {
        Assert.Empty(consumers.Diagnostics("OnlyCrdt"));
        Assert.True(consumers.IsBuilt("OnlyCrdt"), consumers.Output);
    }

    [Fact]
    public async Task A_project_with_contract_files_is_held_to_them_and_ships_them_with_one_command()
    {
        var found = consumers.Diagnostics("Tracking");
        Assert.Collection(
            found.Order(StringComparer.Ordinal),
            error => Assert.Contains("Actions.cs(6,61): error SCUT3011: 'Count' of \"cart.added\" was shipped as int32 and is int64 now", error, StringComparison.Ordinal),
            error => Assert.Contains("WireContract.Shipped.txt(4,1): error SCUT3012: The kind \"cart.paid\" was shipped", error, StringComparison.Ordinal));

        var shipping = await consumers.BuildAsync("Tracking", "-t:ShipWireContract");
        Assert.True(shipping.ExitCode == 0, shipping.Output);
        Assert.Equal(
            "# wire contract 1\n# The first release.\n\"cart.added\" Tracking.CartAdded [Product:text, Count:int32]\n"
            + "# Empties it.\n\"cart.emptied\" Tracking.CartEmptied []\n\"cart.paid\" Tracking.CartPaid [Total:decimal]\n*REMOVED*\"wish.made\" Tracking.WishMade []\n",
            await consumers.ReadAsync("Tracking", "WireContract.Shipped.txt"));
        Assert.Equal("# wire contract 1\n", await consumers.ReadAsync("Tracking", "WireContract.Unshipped.txt"));
    }

    [Fact]
    public async Task A_project_of_several_frameworks_ships_its_first_contract_and_then_has_nothing_to_ship()
    {
        Assert.Empty(consumers.Diagnostics("Spaced Out"));
        Assert.True(consumers.IsBuilt("Spaced Out"), consumers.Output);
        foreach (var said in new[] { "Shipped 1 line(s)", "nothing to ship" })
        {
            var shipping = await consumers.BuildAsync("Spaced Out", "-t:ShipWireContract");
            Assert.True(shipping.ExitCode == 0, shipping.Output);
            Assert.Contains(said, shipping.Output, StringComparison.Ordinal);
            Assert.Equal("# wire contract 1\r\n\"moved\" Spaced.Moved [By:int32]\r\n", await consumers.ReadAsync("Spaced Out", "WireContract.Shipped.txt"));
            Assert.Equal("# wire contract 1\r\n", await consumers.ReadAsync("Spaced Out", "WireContract.Unshipped.txt"));
        }
    }

    [Fact]
    public async Task Dotnet_format_fixes_what_can_be_fixed_in_every_file()
    {
        Assert.Contains(consumers.Diagnostics("Formatted"), line => line.Contains(": warning SCUT1001: ", StringComparison.Ordinal));
        Assert.Contains(consumers.Diagnostics("Formatted"), line => line.Contains(": warning SCUT1006: ", StringComparison.Ordinal));

        var formatting = await consumers.DotnetAsync("Formatted", "format", "analyzers", "--no-restore", "--severity", "warn", "--diagnostics", "SCUT1001", "SCUT1006");
        Assert.True(formatting.ExitCode == 0, formatting.Output);
        Assert.Contains(
            """
                // Stamped here.
                [Reducer]
                public static Notes Apply(Notes state, Written action, ReplayContext context) =>
                    state with { Text = action.Text.ToUpperInvariant() + action.Page.ToString(CultureInfo.InvariantCulture), Edited = context.Timestamp.UtcDateTime };

                [Reducer]
                public static Notes Apply(Notes state, Cleared action, ReplayContext context) => state with { Text = Titles.Of(0), Edited = context.Timestamp.UtcDateTime };
            """,
            await consumers.ReadAsync("Formatted", "Notes.cs"),
            StringComparison.Ordinal);
        Assert.Contains("page.ToString(\"D3\", CultureInfo.InvariantCulture)", await consumers.ReadAsync("Formatted", "Titles.cs"), StringComparison.Ordinal);

        var build = await consumers.BuildAsync("Formatted", "--no-incremental", "-warnaserror");
        Assert.True(build.ExitCode == 0, build.Output);
    }

    [Theory]
    [InlineData("CS8785")] // a generator threw
    [InlineData("AD0001")] // an analyzer threw
    [InlineData("CS8032")] // an analyzer could not be created
    [InlineData("CS8034")] // an analyzer could not be loaded
    [InlineData("CS9057")] // an analyzer needs a newer compiler
    public void Nothing_of_ours_crashes_in_the_compiler(string diagnostic) => Assert.DoesNotContain(diagnostic, consumers.Output, StringComparison.Ordinal);
}

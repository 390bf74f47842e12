using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Rules;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Rules;

/// <summary>
/// What is written of all rules at once, made from their descriptors: the table of the README, the index of the pages, the presets. Set
/// <c>SCUTTLEGEN_ACCEPT_SNAPSHOTS=1</c> to write them anew, and read the difference before committing it.
/// </summary>
public sealed class RuleTable
{
    private static readonly (char Family, string Title)[] Families =
    [
        ('0', "Usage: what can be generated"),
        ('1', "Determinism: the same result on every peer"),
        ('2', "Purity: nothing but the result"),
        ('3', "Actions and the wire"),
        ('4', "States and CRDTs"),
        ('5', "Commutation"),
    ];

    [Fact]
    public void The_readme_lists_every_rule()
    {
        const string header = "| id | severity | rule |\n| --- | --- | --- |\n";
        var table = new StringBuilder(header);
        foreach (var rule in AllRules.Descriptors)
            table.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}](docs/rules/{rule.Id}.md) | {Word(rule.DefaultSeverity)} | {Title(rule)} |\n");

        var readme = Repository.Read("README.md");
        var start = readme.IndexOf(header, StringComparison.Ordinal);
        Assert.True(start >= 0, "README.md has no table of rules.");
        var end = readme.IndexOf("\n\n", start, StringComparison.Ordinal) + 1;
        Repository.Match("README.md", readme[..start] + table + readme[end..]);
    }

    [Fact]
    public void The_index_of_the_pages_lists_every_rule()
    {
        var text = new StringBuilder(
            """
            # Rules

            Each page says why replicas would diverge, what is reported and what is not, how to fix it, and when to suppress it. Severities are those without a preset, of the
            strict one, and of the relaxed one: [how to choose](../analysis.md#severities-and-presets).

            """);
        foreach (var (family, title) in Families)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| id | rule | by default | strict | relaxed | code fix |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (var rule in AllRules.Descriptors.Where(rule => rule.Id[4] == family))
            {
                var fix = AllRules.HasFix(rule.Id) ? "yes" : "";
                text.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {Title(rule)} | {Word(rule.DefaultSeverity)} | {Presets.Strict(rule)} | {Presets.Relaxed(rule)} | {fix} |\n");
            }
        }

        Repository.Match("docs/rules/README.md", text.ToString());
    }

    [Theory]
    [InlineData("Strict")]
    [InlineData("Relaxed")]
    public void A_preset_names_every_rule(string preset)
    {
        var text = new StringBuilder(
            $"""
            # Chosen by <ScuttlegenAnalysis>{preset.ToLowerInvariant()}</ScuttlegenAnalysis>. What an .editorconfig or a .globalconfig of yours says wins.
            is_global = true
            global_level = -10

            """);
        foreach (var (family, title) in Families)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n# {title}\n");
            foreach (var rule in AllRules.Descriptors.Where(rule => rule.Id[4] == family))
                text.Append(CultureInfo.InvariantCulture, $"dotnet_diagnostic.{rule.Id}.severity = {(preset == "Strict" ? Presets.Strict(rule) : Presets.Relaxed(rule))}\n");
        }

        Repository.Match($"src/Scuttlegen.Runtime/build/Scuttlegen.{preset}.globalconfig", text.ToString());
    }

    /// <summary>Rules that share an analyser are listed there by hand.</summary>
    [Theory]
    [InlineData(typeof(EffectRule), typeof(EffectAnalyzer))]
    [InlineData(typeof(ReducerRule), typeof(ReducerAnalyzer))]
    public void The_analyser_of_several_rules_runs_each(Type kind, Type analyzer)
    {
        var rules = kind.Assembly.GetTypes().Where(type => kind.IsAssignableFrom(type) && !type.IsAbstract).ToList();
        Assert.NotEmpty(rules);
        Assert.Equal(rules.Count, ((DiagnosticAnalyzer)Activator.CreateInstance(analyzer)!).SupportedDiagnostics.DistinctBy(descriptor => descriptor.Id).Count());
    }

    [Fact]
    public void Every_rule_is_of_a_family_and_has_a_page()
    {
        foreach (var rule in AllRules.Descriptors)
        {
            Assert.Contains(Families, family => family.Family == rule.Id[4]);
            Assert.Equal($"https://github.com/scuttlegen/scuttlegen/blob/main/docs/rules/{rule.Id}.md", rule.HelpLinkUri);
            Assert.StartsWith($"# {rule.Id}: {Title(rule)}\n", Repository.Read($"docs/rules/{rule.Id}.md"), StringComparison.Ordinal);
        }

        var pages = Directory.EnumerateFiles(Repository.PathOf("docs/rules"), "SCUT*.md").Select(page => Path.GetFileNameWithoutExtension(page)).Order(StringComparer.Ordinal);
        Assert.Equal(AllRules.Descriptors.Select(rule => rule.Id), pages);
    }

    private static string Title(DiagnosticDescriptor rule) => rule.Title.ToString(null);

    /// <summary>As an .editorconfig has it.</summary>
    private static string Word(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Info ? "suggestion" : severity.ToString().ToLowerInvariant();

    /// <summary>The severities of the presets. A new rule gets one by its default, until somebody says otherwise here.</summary>
    private static class Presets
    {
        /// <summary>Whose finding may be harmless, as far as the rule can see.</summary>
        private static readonly HashSet<string> Uncertain =
        [
            "SCUT0003", "SCUT0006",
            RuleIds.UnorderedEnumeration, RuleIds.UnstableSort, RuleIds.FloatingPoint, RuleIds.ObjectIdentity, RuleIds.StackTrace, RuleIds.Reflection, RuleIds.RegexTimeout, RuleIds.SerializerDefaults, RuleIds.OverflowContext,
            RuleIds.StaticRead, RuleIds.MutableEscapes, RuleIds.LazyEscapes, RuleIds.UnboundedRecursion,
            RuleIds.ActionMutable, RuleIds.ActionUnsealed, "SCUT3010", "SCUT3014",
            "SCUT4001", RuleIds.MutableState, RuleIds.CrdtReplaced, RuleIds.MergeNotJoin, RuleIds.CrdtComparedByReference, RuleIds.ObservedFromState,
        ];

        /// <summary>What is told of work that remains, not of a mistake, stays as it is.</summary>
        private static readonly HashSet<string> Reminders = ["SCUT0003", "SCUT0006", "SCUT3010", "SCUT3014", RuleIds.CommutesCouldBeDeclared];

        public static string Strict(DiagnosticDescriptor rule) => Reminders.Contains(rule.Id)
            ? Word(rule.DefaultSeverity)
            : Word(rule.DefaultSeverity == DiagnosticSeverity.Info ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error);

        /// <summary>What of states cannot be generated.</summary>
        private static readonly HashSet<string> Ungenerated = [RuleIds.CrdtStateMember, "SCUT4011", "SCUT4012"];

        // What cannot be generated, or breaks the wire, is an error in any case.
        public static string Relaxed(DiagnosticDescriptor rule) => Uncertain.Contains(rule.Id)
            ? Word(DiagnosticSeverity.Info)
            : Word(rule.DefaultSeverity == DiagnosticSeverity.Error && rule.Id[4] is not ('0' or '3') && !Ungenerated.Contains(rule.Id) ? DiagnosticSeverity.Warning : rule.DefaultSeverity);
    }
}

/// <summary>The rules of both assemblies that look at users' code.</summary>
internal static class AllRules
{
    private static readonly HashSet<string> Fixed =
        [.. typeof(global::Scuttlegen.CodeFixes.ReplayContextFix).Assembly.GetTypes()
            .Where(type => typeof(CodeFixProvider).IsAssignableFrom(type) && !type.IsAbstract)
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)];

    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
        [.. typeof(Generators.GossipAnalyzer).Assembly.GetTypes()
            .Where(type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .Concat(Analysis.Analyzers)
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    public static bool HasFix(string id) => Fixed.Contains(id);
}

/// <summary>The files of the repository that are made of what the code says.</summary>
internal static class Repository
{
    // Builds map source paths, so the folder is found from the binary.
    private static string Root { get; } = FindRoot();

    public static string PathOf(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(PathOf(path)).Replace("\r\n", "\n", StringComparison.Ordinal);

    public static void Match(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable("SCUTTLEGEN_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(PathOf(path), expected);
        Assert.Equal(expected, Read(path));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Scuttlegen.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository is not above the binary.");
        return folder;
    }
}

using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using ReducerRunner;

// ReducerRunner FOLDER CULTURE forward|backward AFTER: runs the entry points of every assembly in the folder, in order of their names, and prints for each assembly one
// line: its name, a tab, and what came out. Those up to AFTER are passed over, so that the rest can be run when one has taken the process with it. The order is the one in which unordered collections are filled.
if (args is not [var folder, var culture, var order, var after])
    return 2;
// A reducer that prints must not disturb what is printed here.
using var output = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
Console.SetOut(TextWriter.Null);
Console.SetError(TextWriter.Null);
var chosen = CultureInfo.GetCultureInfo(culture);
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = chosen;
foreach (var path in Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).Where(path => string.CompareOrdinal(Path.GetFileNameWithoutExtension(path), after) > 0))
{
    output.Write($"{Path.GetFileNameWithoutExtension(path)}\t");
    output.Flush();
    var result = "";
    // A thread of its own, so that one that never ends ends with the process; and a stack that recursion may use up to its own limits.
    var thread = new Thread(() => result = Run(path), 16 << 20) { IsBackground = true };
    thread.Start();
    if (!thread.Join(TimeSpan.FromSeconds(3)))
        result = "never ended";
    output.WriteLine(result);
    output.Flush();
}

output.WriteLine("end");
return 0;

string Run(string path)
{
    try
    {
        var assembly = new AssemblyLoadContext(path).LoadFromAssemblyPath(path);
        return string.Join(" ¦ ", EntryPoints.In(assembly).Select(method => $"{method.DeclaringType!.Name}.{method.Name}: {EntryPoints.Run(method, isBackward: order == "backward")}"));
    }
    catch (Exception exception)
    {
        return "skipped: " + exception.GetType().Name + " " + exception.Message.ReplaceLineEndings(" ");
    }
}

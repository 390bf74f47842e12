namespace Scuttlegen.Benchmarks.Crdt;
internal static class Sharing { public static void Run() {} }

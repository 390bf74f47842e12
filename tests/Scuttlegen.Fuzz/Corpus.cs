namespace Scuttlegen.Fuzz;

/// <summary>Valid encodings of one kind, and what reads them.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Inputs">Some of them, of every shape.</param>
/// <param name="Read">Reads one. A <see cref="Scuttlegen.Wire.WireFormatException"/> refuses it; whatever else it throws is a failure.</param>
internal sealed record Corpus(string Name, IReadOnlyList<byte[]> Inputs, Action<byte[]> Read);

namespace Scuttlegen.Wire;

/// <summary>A <see cref="Section"/> as it arrived: its shape is checked, its place in the feed is not.</summary>
internal sealed record ReceivedSection(Source Source, ulong ChainBefore, Batch[] Batches)
{
    public static ReceivedSection[] ReadAll(ref CborReader reader)
    {
        var sections = new ReceivedSection[reader.ReadArrayHeader()];
        for (var i = 0; i < sections.Length; i++) sections[i] = Read(ref reader);
        return sections;
    }

    /// <summary>
    /// The batches in runs, each up to the next that is signed. What follows the last signature is a run too where signatures are demanded; where not, and nothing is signed, each batch is one.
    /// </summary>
    public IEnumerable<ArraySegment<Batch>> Runs(bool areSignaturesDemanded)
    {
        for (int first = 0, length; first < Batches.Length; first += length)
        {
            var isRest = first > 0 && !areSignaturesDemanded && Batches[first - 1].Signature.IsEmpty;
            var signed = isRest ? -1 : Array.FindIndex(Batches, first, static batch => !batch.Signature.IsEmpty);
            length = signed >= 0 ? signed + 1 - first : areSignaturesDemanded ? Batches.Length - first : 1;
            yield return new ArraySegment<Batch>(Batches, first, length);
        }
    }

    private static ReceivedSection Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(3);
        var source = reader.ReadSource();
        var chainBefore = reader.ReadHash64();
        var batches = new Batch[reader.ReadArrayHeader()];
        for (var i = 0; i < batches.Length; i++) batches[i] = ReadBatch(ref reader);
        reader.SkipValues(more);
        return new ReceivedSection(source, chainBefore, batches);
    }

    private static Batch ReadBatch(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(3);
        var header = reader.ReadBytes();
        var body = reader.ReadBytes();
        var signature = reader.TryReadNull() ? default : reader.ReadSignature();
        reader.SkipValues(more);
        return Batch.Read(header, body, signature);
    }
}

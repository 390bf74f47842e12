// SCUT4002: a StringBuilder in the state
using System.Text;

public sealed record Transcript(int Lines, StringBuilder Text); // here

public sealed record Spoken;

public static class TranscriptReducer
{
    [Reducer]
    public static Transcript Apply(Transcript state, Spoken action) => state with { Lines = state.Lines + 1 };
}

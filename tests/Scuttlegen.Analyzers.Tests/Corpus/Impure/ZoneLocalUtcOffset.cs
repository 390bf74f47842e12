// SCUT1004: the UTC offset of TimeZoneInfo.Local in a lambda given to a helper
using System.Collections.Immutable;

public sealed record Agenda(ImmutableList<DateTimeOffset> Slots);
public sealed record Shifted(string By);

public static class AgendaReducers
{
    [Reducer]
    public static Agenda Apply(Agenda state, Shifted action) => new(state.Slots.ConvertAll(slot => slot.ToOffset(TimeZoneInfo.Local.BaseUtcOffset))); // here
}

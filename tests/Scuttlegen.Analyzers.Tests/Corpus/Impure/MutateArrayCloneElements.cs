// SCUT2002: the array is cloned, its elements are the action's objects
public sealed record Tournament(int Points);

public sealed class Team
{
    public int Points { get; set; }
}

public sealed record RoundPlayed(Team[] Teams, int Bonus);

public static class TournamentReducer
{
    [Reducer]
    public static Tournament Apply(Tournament state, RoundPlayed action)
    {
        var teams = (Team[])action.Teams.Clone();
        var points = state.Points;
        for (var i = 0; i < teams.Length; i++)
        {
            teams[i].Points += action.Bonus; // here
            points += teams[i].Points;
        }

        return new Tournament(points);
    }
}

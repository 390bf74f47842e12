// SCUT2002, SCUT4002: enqueues into the state's priority queue
public sealed record Hospital(PriorityQueue<int, int> Waiting); // here

public sealed record Admitted(int Patient, int Urgency);

public static class HospitalReducer
{
    [Reducer]
    public static Hospital Apply(Hospital state, Admitted action)
    {
        state.Waiting.Enqueue(action.Patient, action.Urgency); // here
        return state;
    }
}

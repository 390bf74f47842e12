// SCUT1012: comparing tuples compares their array members by reference
public sealed record Matrix(int[] Rows, string Name);
public sealed record Compared(bool Same);
public sealed record MatricesCompared(Matrix Left, Matrix Right);

public static class ComparedReducers
{
    [Reducer]
    public static Compared Apply(Compared state, MatricesCompared action) =>
        new((action.Left.Rows, action.Left.Name) == (action.Right.Rows, action.Right.Name)); // here
}

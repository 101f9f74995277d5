using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>
/// One float or several side by side. A kernel that is written over this interface is one text for every vector width; as a
/// product and a sum are fused where the text says so and nowhere else, lane i holds the same bits whichever width was chosen.
/// </summary>
internal interface ILanes<T> : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>
    where T : struct, ILanes<T>
{
    /// <summary>The same value in every lane.</summary>
    static abstract T Broadcast(float value);

    /// <summary>a · b + c, rounded once; in software where the processor cannot.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>c − a · b, rounded once.</summary>
    static abstract T SubtractProduct(T a, T b, T c);
}

/// <summary>One lane: the plain scalar formula.</summary>
internal readonly struct One(float value) : ILanes<One>
{
    private readonly float value = value;

    public static One Broadcast(float value) => new(value);

    public static One MultiplyAdd(One a, One b, One c) => new(MathF.FusedMultiplyAdd(a.value, b.value, c.value));

    public static One SubtractProduct(One a, One b, One c) => new(MathF.FusedMultiplyAdd(-a.value, b.value, c.value));

    public static One operator +(One a, One b) => new(a.value + b.value);

    public static One operator -(One a, One b) => new(a.value - b.value);

    public static One operator *(One a, One b) => new(a.value * b.value);
}

/// <summary>Four lanes.</summary>
internal readonly struct Four(Vector128<float> value) : ILanes<Four>
{
    private readonly Vector128<float> value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four MultiplyAdd(Four a, Four b, Four c) => new(Vector128.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four SubtractProduct(Four a, Four b, Four c) => new(Vector128.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator +(Four a, Four b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator -(Four a, Four b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator *(Four a, Four b) => new(a.value * b.value);
}

/// <summary>Eight lanes: what one batch of frames fills.</summary>
internal readonly struct Eight(Vector256<float> value) : ILanes<Eight>
{
    private readonly Vector256<float> value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight MultiplyAdd(Eight a, Eight b, Eight c) => new(Vector256.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight SubtractProduct(Eight a, Eight b, Eight c) => new(Vector256.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator +(Eight a, Eight b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator -(Eight a, Eight b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Eight operator *(Eight a, Eight b) => new(a.value * b.value);
}

/// <summary>Sixteen lanes, where the processor has them.</summary>
internal readonly struct Sixteen(Vector512<float> value) : ILanes<Sixteen>
{
    private readonly Vector512<float> value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen MultiplyAdd(Sixteen a, Sixteen b, Sixteen c) => new(Vector512.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen SubtractProduct(Sixteen a, Sixteen b, Sixteen c) => new(Vector512.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen operator +(Sixteen a, Sixteen b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen operator -(Sixteen a, Sixteen b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sixteen operator *(Sixteen a, Sixteen b) => new(a.value * b.value);
}

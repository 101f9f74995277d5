using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ser.Audio.Rates;

/// <summary>Eight complex numbers side by side.</summary>
/// <param name="re">Their real parts.</param>
/// <param name="im">Their imaginary parts.</param>
internal readonly struct ComplexLanes(Vector256<float> re, Vector256<float> im)
{
    /// <summary>Floats that they take in memory: the real parts, then the imaginary ones.</summary>
    public const int Floats = 16;

    /// <summary>Real parts.</summary>
    public readonly Vector256<float> Re = re;

    /// <summary>Imaginary parts.</summary>
    public readonly Vector256<float> Im = im;

    /// <summary>One number in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes Broadcast(ref float at, nuint index) =>
        new(Vector256.Create(Unsafe.Add(ref at, index)), Vector256.Create(Unsafe.Add(ref at, index + 1)));

    /// <summary>Sixteen floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes Load(ref float at, nuint index) => new(Vector256.LoadUnsafe(ref at, index), Vector256.LoadUnsafe(ref at, index + 8));

    /// <summary>Sixteen floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float at, nuint index)
    {
        Re.StoreUnsafe(ref at, index);
        Im.StoreUnsafe(ref at, index + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator +(ComplexLanes a, ComplexLanes b) => new(a.Re + b.Re, a.Im + b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator -(ComplexLanes a, ComplexLanes b) => new(a.Re - b.Re, a.Im - b.Im);

    /// <summary>The product; one of the two products in each part is fused with the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator *(ComplexLanes a, ComplexLanes b) => new(
        Vector256.FusedMultiplyAdd(a.Re, b.Re, -(a.Im * b.Im)),
        Vector256.FusedMultiplyAdd(a.Re, b.Im, a.Im * b.Re));

    /// <summary>This · b*.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes TimesConjugate(ComplexLanes b) => new(
        Vector256.FusedMultiplyAdd(Re, b.Re, Im * b.Im),
        Vector256.FusedMultiplyAdd(Im, b.Re, -(Re * b.Im)));

    /// <summary>a · b + this.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes PlusProduct(ComplexLanes a, ComplexLanes b) => new(
        Vector256.FusedMultiplyAdd(-a.Im, b.Im, Vector256.FusedMultiplyAdd(a.Re, b.Re, Re)),
        Vector256.FusedMultiplyAdd(a.Im, b.Re, Vector256.FusedMultiplyAdd(a.Re, b.Im, Im)));

    /// <summary>Fourier transform of the four, lane by lane: a becomes the sum, b the first harmonic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(ref ComplexLanes a, ref ComplexLanes b, ref ComplexLanes c, ref ComplexLanes d)
    {
        ComplexLanes even = a + c, odd = b + d, evenLess = a - c, oddLess = b - d;
        a = even + odd;
        b = new(evenLess.Re + oddLess.Im, evenLess.Im - oddLess.Re);
        c = even - odd;
        d = new(evenLess.Re - oddLess.Im, evenLess.Im + oddLess.Re);
    }

    /// <summary>Undoes <see cref="Forward"/>, four times as large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Inverse(ref ComplexLanes a, ref ComplexLanes b, ref ComplexLanes c, ref ComplexLanes d)
    {
        ComplexLanes even = a + c, odd = b + d, evenLess = a - c, oddLess = b - d;
        a = even + odd;
        b = new(evenLess.Re - oddLess.Im, evenLess.Im + oddLess.Re);
        c = even - odd;
        d = new(evenLess.Re + oddLess.Im, evenLess.Im - oddLess.Re);
    }

    /// <summary>Lower halves of both into the first, upper halves into the second; its own inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SwapHalves(ref ComplexLanes a, ref ComplexLanes b)
    {
        ComplexLanes first = new(VectorHalves.Lower(a.Re, b.Re), VectorHalves.Lower(a.Im, b.Im));
        b = new(VectorHalves.Upper(a.Re, b.Re), VectorHalves.Upper(a.Im, b.Im));
        a = first;
    }

    /// <summary>Rows become columns in the lower halves, and in the upper ones; its own inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeHalves(ref ComplexLanes a, ref ComplexLanes b, ref ComplexLanes c, ref ComplexLanes d)
    {
        VectorHalves.Transpose(a.Re, b.Re, c.Re, d.Re, out var aRe, out var bRe, out var cRe, out var dRe);
        VectorHalves.Transpose(a.Im, b.Im, c.Im, d.Im, out var aIm, out var bIm, out var cIm, out var dIm);
        a = new(aRe, aIm);
        b = new(bRe, bIm);
        c = new(cRe, cIm);
        d = new(dRe, dIm);
    }
}

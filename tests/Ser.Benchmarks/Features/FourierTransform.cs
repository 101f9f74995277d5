using BenchmarkDotNet.Attributes;
using MathNet.Numerics.IntegralTransforms;
using Ser.Features;

namespace Ser.Benchmarks.Features;

/// <summary>One transform of a real signal: 512 samples as the default network's plan has it, 2048 as librosa has it.</summary>
[MemoryDiagnoser]
public class FourierTransform
{
    private RealFft fft = new(2);
    private float[] signal = [], re = [], im = [], inPlace = [];

    [Params(512, 2048)]
    public int Size { get; set; }

    [GlobalSetup]
    public void MakeSignal()
    {
        fft = new RealFft(Size);
        signal = Voice.Samples(Size / 16_000.0, 16_000);
        re = new float[fft.Bins];
        im = new float[fft.Bins];
        inPlace = new float[Size + 2];
    }

    /// <summary>The copy belongs to it: Math.NET works in place, and a spectrum of spectra would soon be infinite.</summary>
    [Benchmark(Baseline = true)]
    public float[] MathNet()
    {
        signal.CopyTo(inPlace, 0);
        Fourier.ForwardReal(inPlace, Size, FourierOptions.NoScaling);
        return inPlace;
    }

    [Benchmark]
    public float[] RealFft()
    {
        fft.Forward(signal, re, im);
        return re;
    }
}

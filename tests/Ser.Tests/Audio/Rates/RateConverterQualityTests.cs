using Ser.Audio.Rates;

namespace Ser.Tests.Audio.Rates;

/// <summary>What the converter does to tones, in dB. One sine at a time, and a least-squares fit of what comes out.</summary>
public sealed class RateConverterQualityTests
{
    private const int Tones = 24;

    public static TheoryData<int, int> Ratios => new()
    {
        { 48000, 16000 },
        { 44100, 16000 },
        { 24414, 16000 },      // 8000 places: between rows
        { 16000, 17600 },
        { 16000, 14400 },
        { 48000, 44100 },
        { 16000, 48000 },
        { 22050, 16000 },
        { 767999, 768000 },
        { 96000, 8000 },
        { 96000, 44100 },      // by way of 96 000
        { 24000, 16000 },
        { 22050, 24000 },
        { 192000, 16000 },
    };

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Tones_up_to_nine_tenths_of_the_lower_Nyquist_frequency_pass_unchanged(int from, int to)
    {
        double nyquist = Math.Min(from, to) / 2.0;
        for (int i = 1; i <= Tones; i++)
        {
            double hz = 0.9 * nyquist * i / Tones;
            float[] output = Steady(from, to, hz);
            (double gainDb, double residueDb, double delay) = Fit(output, hz, from, to);

            // The contract is 0.1 dB; the design's ripple of 108 dB would be 0.0001 dB, and floats add as much.
            Assert.True(Math.Abs(gainDb) < 0.001, $"{from} to {to}: {gainDb:0.00000} dB at {hz:0} Hz");

            // Everything that is not the tone: images and rounding.
            Assert.True(residueDb < -100, $"{from} to {to}: residue {residueDb:0.0} dB at {hz:0} Hz");
            Assert.True(Math.Abs(delay) < 1e-4, $"{from} to {to}: delayed by {delay:0.0e0} of an output at {hz:0} Hz");
        }
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Tones_above_the_lower_Nyquist_frequency_do_not_fold_back(int from, int to)
    {
        if (from <= to)
        {
            return;   // there is nothing above it; images are in the residue of the test above
        }

        double low = to / 2.0, high = from / 2.0;
        for (int i = 0; i < Tones; i++)
        {
            double hz = low + ((high - low) * i / Tones);
            double rms = 0;
            float[] output = Steady(from, to, hz + 1e-3);
            foreach (float y in output)
            {
                rms += y * (double)y;
            }

            double db = 10 * Math.Log10(rms / output.Length / 0.5 + 1e-30);   // 0.5: the power of the tone that went in
            Assert.True(db < -100, $"{from} to {to}: {db:0.0} dB at {hz:0} Hz");
        }
    }

    /// <summary>The inner part of a converted sine of amplitude 1; its first sample is output <see cref="Edge"/>.</summary>
    private static float[] Steady(int from, int to, double hz)
    {
        int inputs = (int)(1200 * Math.Max(1.0, from / (double)to));
        float[] input = new float[inputs];
        for (int n = 0; n < inputs; n++)
        {
            input[n] = (float)Math.Sin(2 * Math.PI * hz * n / from);
        }

        float[] output = RateConverter.For(from, to).Convert(input);
        int edge = Edge(from, to);
        return output[edge..^edge];
    }

    private static int Edge(int from, int to) => (int)(75 * Math.Max(1.0, to / (double)from)) + 1;

    private static (double GainDb, double ResidueDb, double Delay) Fit(float[] output, double hz, int from, int to)
    {
        // y ≈ a sin + b cos at the true times; the normal equations of two unknowns.
        double ss = 0, sc = 0, cc = 0, ys = 0, yc = 0, yy = 0;
        int edge = Edge(from, to);
        double omega = 2 * Math.PI * hz / to;
        for (int n = 0; n < output.Length; n++)
        {
            (double sin, double cos) = Math.SinCos(omega * (n + edge));
            ss += sin * sin;
            sc += sin * cos;
            cc += cos * cos;
            ys += output[n] * sin;
            yc += output[n] * cos;
            yy += output[n] * (double)output[n];
        }

        double det = (ss * cc) - (sc * sc);
        double a = ((ys * cc) - (yc * sc)) / det, b = ((yc * ss) - (ys * sc)) / det;
        double rest = 0;
        for (int n = 0; n < output.Length; n++)
        {
            (double sin, double cos) = Math.SinCos(omega * (n + edge));
            double miss = output[n] - (a * sin) - (b * cos);
            rest += miss * miss;
        }

        return (20 * Math.Log10(Math.Sqrt((a * a) + (b * b))), 10 * Math.Log10(rest / yy), -Math.Atan2(b, a) / omega);
    }
}

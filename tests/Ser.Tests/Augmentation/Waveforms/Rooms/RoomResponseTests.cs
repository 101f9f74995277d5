using Ser.Augmentation.Waveforms;
using Ser.Core;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Rooms;

public sealed class RoomResponseTests
{
    private const int Rate = 16_000;

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.35)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(1)]
    public void Sound_decays_in_the_time_that_was_asked_for(double rt60)
    {
        double worst = 0;
        for (int i = 0; i < 20; i++)
        {
            var random = new KeyedRandom(1, $"{i}", "room");
            float[] response = RoomResponse.Compute(ShoeboxRoom.Draw(random), rt60, Rate, 10 * Rate, random);
            worst = Math.Max(worst, Math.Abs((DecaySeconds(response) / rt60) - 1));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{rt60} s: off by {100 * worst:0.0} % at most");
        Assert.InRange(worst, 0, 0.2);
    }

    [Fact]
    public void The_direct_sound_comes_first_and_at_once()
    {
        for (int i = 0; i < 20; i++)
        {
            var random = new KeyedRandom(2, $"{i}", "room");
            float[] response = RoomResponse.Compute(ShoeboxRoom.Draw(random), 0.5, Rate, Rate, random);
            Assert.Equal(1, response[0]);
            Assert.Equal(Rate / 2, response.Length);
            Signals.AssertFinite(response);
        }
    }

    /// <summary>One wall far from all others: a path longer by 1 m is 2.915 ms and the factor β d / r.</summary>
    [Fact]
    public void The_first_reflection_comes_from_the_nearest_wall()
    {
        // Source and microphone 2 m apart, 0.75 m above the floor of a large hall: by the floor it is 2.5 m.
        var room = new ShoeboxRoom(40, 40, 40, (19, 20, 0.75), (21, 20, 0.75));
        float[] response = RoomResponse.Compute(room, 2, 48_000, 4000, new KeyedRandom(1, "hall", "room"));
        double at = 0.5 / 343 * 48_000;
        Assert.Equal((int)Math.Round(at), 1 + Array.IndexOf(response[1..], response[1..].Max()));
        double reflection = Math.Sqrt(1 - room.Absorption(2)), sum = response[((int)at - 8)..((int)at + 10)].Sum();
        Assert.Equal(reflection * 2 / 2.5, sum, 0.01);   // a sinc adds up to 1 but for its window's ends
    }

    [Fact]
    public void Absorption_is_eyrings()
    {
        var room = new ShoeboxRoom(5, 4, 3, (1, 1, 1), (2, 2, 1));   // 60 m³, 94 m²
        Assert.Equal(1 - Math.Exp(-0.1611 * 60 / (94 * 0.5)), room.Absorption(0.5), 1e-4);
    }

    [Fact]
    public void Rooms_are_drawn_with_both_places_inside()
    {
        for (int i = 0; i < 1000; i++)
        {
            var room = ShoeboxRoom.Draw(new KeyedRandom(3, $"{i}", "room"));
            Assert.InRange(room.Distance, 0.5, 20);
            foreach (var (x, y, z) in new[] { room.Source, room.Microphone })
            {
                Assert.InRange(x, 0.4, room.Length - 0.4);
                Assert.InRange(y, 0.4, room.Width - 0.4);
                Assert.InRange(z, 0.4, room.Height - 0.4);
            }
        }
    }

    /// <summary>
    /// Schroeder 1965: energy yet to come, in dB; a straight line from −5 to −35 dB below all of it but the direct sound, which belongs
    /// to the distance rather than to the room.
    /// </summary>
    private static double DecaySeconds(float[] response)
    {
        double[] left = new double[response.Length];
        double sum = 0;
        for (int i = response.Length - 1; i > 0; i--)
        {
            sum += (double)response[i] * response[i];
            left[i] = sum;
        }

        double n = 0, t = 0, level = 0, tt = 0, tl = 0;
        for (int i = 1; i < response.Length; i++)
        {
            double db = 10 * Math.Log10(left[i] / sum), time = i / (double)Rate;
            if (db is <= -5 and >= -35)
            {
                (n, t, level, tt, tl) = (n + 1, t + time, level + db, tt + (time * time), tl + (time * db));
            }
        }

        return -60 / (((n * tl) - (t * level)) / ((n * tt) - (t * t)));
    }
}

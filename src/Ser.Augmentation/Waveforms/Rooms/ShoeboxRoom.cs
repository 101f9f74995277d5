using Ser.Core;

namespace Ser.Augmentation.Waveforms;

/// <summary>A rectangular room, a source in it and a microphone.</summary>
/// <param name="Length">Along x, in m, as all of these.</param>
/// <param name="Width">Along y.</param>
/// <param name="Height">Along z.</param>
/// <param name="Source">Where the voice is, from a corner of the floor.</param>
/// <param name="Microphone">Where it is heard.</param>
public sealed record ShoeboxRoom(
    double Length, double Width, double Height, (double X, double Y, double Z) Source, (double X, double Y, double Z) Microphone)
{
    private const double Margin = 0.4;            // of a person or a microphone from the walls
    private const double NearestDistance = 0.5;   // between the two; nearer, the room is hardly heard

    /// <summary>In m³.</summary>
    public double Volume => Length * Width * Height;

    /// <summary>Of walls, floor and ceiling in m².</summary>
    public double Surface => 2 * ((Length * Width) + (Width * Height) + (Height * Length));

    /// <summary>From source to microphone in m.</summary>
    public double Distance => Math.Sqrt(Square(Source.X - Microphone.X) + Square(Source.Y - Microphone.Y) + Square(Source.Z - Microphone.Z));

    /// <summary>Draws a room: 3 to 10 m long, 2.5 to 8 m wide, 2.4 to 4 m high, both of them anywhere between 0.8 and 1.9 m above the floor.</summary>
    public static ShoeboxRoom Draw(KeyedRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double length = random.Uniform(3, 10), width = random.Uniform(2.5, 8), height = random.Uniform(2.4, 4);
        var source = Place();
        ShoeboxRoom room;
        do
        {
            room = new ShoeboxRoom(length, width, height, source, Place());
        }
        while (room.Distance < NearestDistance);
        return room;

        (double X, double Y, double Z) Place() =>
            (random.Uniform(Margin, length - Margin), random.Uniform(Margin, width - Margin), random.Uniform(0.8, 1.9));
    }

    /// <summary>What part of a sound's energy a surface must take, so that sound decays by 60 dB in a time.</summary>
    /// <param name="rt60">In s, above 0.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <remarks>Eyring, Reverberation time in "dead" rooms, JASA 1, 1930: T = 24 ln(10) V / (−c S ln(1 − α)).</remarks>
    public double Absorption(double rt60) => 1 - Math.Exp(-24 * Math.Log(10) * Volume / (RoomResponse.SpeedOfSound * Surface * rt60));

    private static double Square(double x) => x * x;
}

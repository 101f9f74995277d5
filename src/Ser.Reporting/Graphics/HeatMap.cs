namespace Ser.Reporting;

/// <summary>A matrix of levels as an image: bands upwards, time to the right.</summary>
internal static class HeatMap
{
    /// <summary>Paints levels in dB; several frames or bands that share a pixel show their mean power.</summary>
    /// <param name="db">bands × frames, row by row, the lowest band first.</param>
    /// <param name="bands">1 or more.</param>
    /// <param name="framesPerPixel">1 or more; the last pixel of a row may have fewer.</param>
    /// <param name="bandsPerPixel">1 or more; the uppermost pixel of a column may have fewer.</param>
    /// <param name="low">dB of the darkest colour.</param>
    /// <param name="high">dB of the brightest colour.</param>
    public static IndexedImage Paint(ReadOnlySpan<float> db, int bands, int framesPerPixel, int bandsPerPixel, double low, double high)
    {
        int frames = db.Length / bands;
        int width = ((frames - 1) / framesPerPixel) + 1, height = ((bands - 1) / bandsPerPixel) + 1;
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            int firstBand = (height - 1 - y) * bandsPerPixel, endBand = Math.Min(bands, firstBand + bandsPerPixel);
            for (int x = 0; x < width; x++)
            {
                int first = x * framesPerPixel, count = Math.Min(framesPerPixel, frames - first);
                pixels[(y * width) + x] = ColourMap.IndexOf(Mean(db, frames, firstBand, endBand, first, count), low, high);
            }
        }

        return new IndexedImage(width, height, pixels, ColourMap.Glow);
    }

    private static double Mean(ReadOnlySpan<float> db, int frames, int firstBand, int endBand, int firstFrame, int frameCount)
    {
        if (endBand - firstBand == 1 && frameCount == 1)
        {
            return db[(firstBand * frames) + firstFrame];
        }

        double power = 0;
        for (int band = firstBand; band < endBand; band++)
        {
            foreach (float level in db.Slice((band * frames) + firstFrame, frameCount))
            {
                power += Math.Pow(10, level / 10);
            }
        }

        return 10 * Math.Log10(power / ((endBand - firstBand) * frameCount));
    }
}

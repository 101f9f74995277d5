namespace Ser.Training.Network;

/// <summary>One affine map per raw row, x · Scale + Shift; rows behind those that it has stay as they are.</summary>
/// <param name="Scale">Factor of each row.</param>
/// <param name="Shift">What is added after it, in the row's unit.</param>
internal sealed record RowAffine(float[] Scale, float[] Shift)
{
    /// <summary>A row that moves by less than this share of what it should is moved and not stretched: that would be noise.</summary>
    private const double LeastShare = 0.01;

    /// <summary>The map that brings rows with some statistics to others.</summary>
    public static RowAffine Between(RowStatistics from, RowStatistics to)
    {
        var scale = new float[to.Mean.Count];
        var shift = new float[to.Mean.Count];
        for (int row = 0; row < scale.Length; row++)
        {
            double own = from.Deviation[row];
            double factor = own > 0 && own >= LeastShare * to.Deviation[row] ? to.Deviation[row] / own : 1;
            scale[row] = (float)factor;
            shift[row] = (float)(to.Mean[row] - (factor * from.Mean[row]));
        }

        return new RowAffine(scale, shift);
    }

    /// <summary>The rows of a clip behind the map, which is applied anew whenever they are leased.</summary>
    public ClipRows Map(ClipRows rows) => new MappedRows(this, rows);

    private sealed class MappedRows(RowAffine affine, ClipRows source) : ClipRows(source.Rows, source.Frames)
    {
        public override RowLease Lease()
        {
            using var own = source.Lease();
            var lease = RowLease.Rent(own.Values.Length, out var values);
            own.Values.CopyTo(values);
            for (int first = 0; first < values.Length; first += Rows)
            {
                for (int row = 0; row < affine.Scale.Length; row++)
                {
                    values[first + row] = (values[first + row] * affine.Scale[row]) + affine.Shift[row];
                }
            }

            return lease;
        }
    }
}

namespace Ser.Corpora;

/// <summary>An archive that was downloaded, checked and unpacked.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its checksum, 64 hexadecimal digits.</param>
/// <param name="Verified">Whether it agrees with a published checksum; false where none is published.</param>
/// <param name="Files">Files that were unpacked.</param>
public sealed record FetchedArchive(long Bytes, string Sha256, bool Verified, int Files);

namespace Ser.Audio;

/// <summary>
/// The cause of a user error that leaves hope: the file looks whole, but this decoder does not know what is in it, so
/// another may try.
/// </summary>
/// <param name="reason">What is added to the error of the decoder before, if there was one: a clause; empty for nothing.</param>
internal sealed class UnreadCoding(string reason) : Exception(reason);

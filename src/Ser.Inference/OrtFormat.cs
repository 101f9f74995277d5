using Microsoft.ML.OnnxRuntime;
using Ser.Core;
using Ser.Inference.Runtime;

namespace Ser.Inference;

/// <summary>ONNX Runtime's own file format, which its reduced builds for phones and browsers read and which opens without being optimised first.</summary>
public static class OrtFormat
{
    /// <summary>Whether a file begins as this format does: the name of a FlatBuffers schema at byte 4.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.Length >= 8 && file[4..8].SequenceEqual("ORTM"u8);

    /// <summary>Writes an ONNX model in this format. Its metadata, and with them the card, stay.</summary>
    /// <param name="model">The content of an .onnx file that has been checked.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <remarks>
    /// Optimised as far as holds on every machine ("extended": constants folded, nodes joined), and not into the memory layout of this one's
    /// processor. So it may compute a little slower than the .onnx file, which is laid out for the machine when it is opened.
    /// </remarks>
    /// <exception cref="UserError">ONNX Runtime refuses the model, or there is no room for temporary files.</exception>
    public static byte[] From(byte[] model, string file)
    {
        ArgumentNullException.ThrowIfNull(model);
        OrtLibrary.Load();   // switches the library's telemetry off before the package's own classes start it
        string? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("ser-ort-").FullName;
            string path = Path.Combine(folder, "model.ort");
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
                OptimizedModelFilePath = path,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            options.AddSessionConfigEntry("session.save_model_format", "ORT");
            using (new InferenceSession(model, options))
            {
            }

            return File.ReadAllBytes(path);
        }
        catch (OnnxRuntimeException error)
        {
            throw new UserError($"{file}: ONNX Runtime cannot write this model in its own format ({error.Message.Split('\n')[0].Trim()}); use --format onnx", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{Path.GetTempPath()}: cannot be written ({error.Message.TrimEnd('.')}); make room there or set TMPDIR", error);
        }
        finally
        {
            if (folder is not null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}

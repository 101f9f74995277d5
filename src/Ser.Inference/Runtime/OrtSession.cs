using System.Runtime.InteropServices;

namespace Ser.Inference.Runtime;

/// <summary>A graph that is ready to run: one input, one output, both of floats. Any number of threads may run it at the same time.</summary>
internal sealed unsafe class OrtSession : IDisposable
{
    private const int Float = 1;   // ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT

    private static readonly OrtSettings DefaultSettings = new();

    private readonly OrtLibrary library = OrtLibrary.Load();
    private readonly SessionHandle session;

    /// <summary>Reads and optimises a graph.</summary>
    /// <param name="model">The bytes of an ONNX file; not needed afterwards.</param>
    /// <param name="settings">Null: those that measured best.</param>
    /// <exception cref="OrtFault">ONNX Runtime refuses it.</exception>
    /// <exception cref="Core.UserError">There is no ONNX Runtime.</exception>
    public OrtSession(ReadOnlySpan<byte> model, OrtSettings? settings = null)
    {
        nint options, made;
        library.Check(((delegate* unmanaged<nint*, nint>)library[OrtFunction.CreateSessionOptions])(&options));
        try
        {
            (settings ?? DefaultSettings).ApplyTo(library, options);
            fixed (byte* bytes = model)
            {
                library.Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)library[OrtFunction.CreateSessionFromArray])(
                    library.Environment, bytes, (nuint)model.Length, options, &made));
            }
        }
        finally
        {
            library.Release(OrtFunction.ReleaseSessionOptions, options);
        }

        session = new SessionHandle(library, made);
    }

    /// <summary>Whether the graph has such an input.</summary>
    public bool HasInput(string name) => Has(name, OrtFunction.SessionGetInputCount, OrtFunction.SessionGetInputName);

    /// <summary>Whether the graph has such an output.</summary>
    public bool HasOutput(string name) => Has(name, OrtFunction.SessionGetOutputCount, OrtFunction.SessionGetOutputName);

    /// <summary>Runs the graph on one clip.</summary>
    /// <param name="input">Name of the input, in UTF-8 and closed by a zero.</param>
    /// <param name="samples">1 × n values.</param>
    /// <param name="output">Name of the output, in UTF-8 and closed by a zero.</param>
    /// <param name="values">Receives what the graph answers, as far as there is room.</param>
    /// <returns>How many values the graph has answered.</returns>
    /// <exception cref="OrtFault">The run fails, or the output is not of floats.</exception>
    public int Run(ReadOnlySpan<byte> input, ReadOnlySpan<float> samples, ReadOnlySpan<byte> output, Span<float> values)
    {
        bool held = false;
        nint tensor = 0, answer = 0;
        long* shape = stackalloc long[2];
        shape[0] = 1;
        shape[1] = samples.Length;
        try
        {
            session.DangerousAddRef(ref held);   // nobody closes it meanwhile
            fixed (byte* inputName = input, outputName = output)
            fixed (float* data = samples)
            {
                library.Check(((delegate* unmanaged<nint, float*, nuint, long*, nuint, int, nint*, nint>)library[OrtFunction.CreateTensorWithDataAsOrtValue])(
                    library.Memory, data, (nuint)samples.Length * sizeof(float), shape, 2, Float, &tensor));
                library.Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)library[OrtFunction.Run])(
                    session.DangerousGetHandle(), 0, &inputName, &tensor, 1, &outputName, 1, &answer));
            }

            var answered = Floats(answer);
            answered[..Math.Min(answered.Length, values.Length)].CopyTo(values);
            return answered.Length;
        }
        finally
        {
            library.Release(OrtFunction.ReleaseValue, answer);
            library.Release(OrtFunction.ReleaseValue, tensor);
            if (held)
            {
                session.DangerousRelease();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => session.Dispose();

    /// <summary>The content of a tensor; good as long as the tensor is.</summary>
    private ReadOnlySpan<float> Floats(nint tensor)
    {
        nint info;
        nuint count;
        int type;
        float* data;
        library.Check(((delegate* unmanaged<nint, nint*, nint>)library[OrtFunction.GetTensorTypeAndShape])(tensor, &info));
        try
        {
            library.Check(((delegate* unmanaged<nint, int*, nint>)library[OrtFunction.GetTensorElementType])(info, &type));
            library.Check(((delegate* unmanaged<nint, nuint*, nint>)library[OrtFunction.GetTensorShapeElementCount])(info, &count));
        }
        finally
        {
            library.Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, info);
        }

        if (type != Float)
        {
            throw new OrtFault($"the output is of element type {type}, not of floats");
        }

        library.Check(((delegate* unmanaged<nint, float**, nint>)library[OrtFunction.GetTensorMutableData])(tensor, &data));
        return new ReadOnlySpan<float>(data, checked((int)count));
    }

    private bool Has(string name, OrtFunction countOf, OrtFunction nameOf)
    {
        nuint count;
        nint handle = session.DangerousGetHandle();   // only asked while it is being opened
        library.Check(((delegate* unmanaged<nint, nuint*, nint>)library[countOf])(handle, &count));
        for (nuint i = 0; i < count; i++)
        {
            nint text;
            library.Check(((delegate* unmanaged<nint, nuint, nint, nint*, nint>)library[nameOf])(handle, i, library.Allocator, &text));
            bool same = Marshal.PtrToStringUTF8(text) == name;
            library.Check(((delegate* unmanaged<nint, nint, nint>)library[OrtFunction.AllocatorFree])(library.Allocator, text));
            if (same)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Keeps the native session alive while threads run it, and frees it where nobody has.</summary>
    private sealed class SessionHandle : SafeHandle
    {
        private readonly OrtLibrary library;

        public SessionHandle(OrtLibrary library, nint session)
            : base(0, ownsHandle: true)
        {
            this.library = library;
            SetHandle(session);
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            library.Release(OrtFunction.ReleaseSession, handle);
            return true;
        }
    }
}

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Ser.Benchmarks.Inference;
using Ser.Benchmarks.Rounds;

if (args is [RoundHost.Verb, .. var rest])
{
    return RoundHost.Run(rest);
}

if (args is [ClipSteps.Verb, .. var clip])
{
    return ClipSteps.Run(clip);
}

// In this process: BenchmarkDotNet would otherwise build a project of its own, to which build/TorchNative.targets does not apply.
var inThisProcess = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator();
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(inThisProcess));
return 0;

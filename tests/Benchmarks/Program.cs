using BenchmarkDotNet.Running;
using Platform.Benchmarks;

// Memory to memory, one stage each: run `Platform.Benchmarks --filter '*'`, or `--list flat` for the names.
BenchmarkSwitcher.FromAssembly(typeof(StageConfig).Assembly).Run(args, new StageConfig());

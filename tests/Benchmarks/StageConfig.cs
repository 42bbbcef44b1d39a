using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Platform.Benchmarks;

/// <summary>Runs inside this process; times are per row. The minimum is what the code costs; the mean also holds what else the machine did.</summary>
internal sealed class StageConfig : ManualConfig
{
    /// <summary>A second and a half each, so that all take minutes. A call takes milliseconds, beside which the loop around it costs nothing.</summary>
    public static readonly Job Short = Job.Default.WithWarmupCount(2).WithIterationCount(5).WithIterationTime(TimeInterval.FromMilliseconds(150)).WithEvaluateOverhead(false);

    public StageConfig(Job pace)
    {
        AddJob(pace.WithToolchain(InProcessEmitToolchain.Instance));
        AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics);
        AddColumn(StatisticColumn.Min, StatisticColumn.Mean, new ThroughputColumn());
        AddDiagnoser(MemoryDiagnoser.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddLogger(ConsoleLogger.Default);
        WithSummaryStyle(SummaryStyle.Default.WithTimeUnit(TimeUnit.Nanosecond));
        WithOptions(ConfigOptions.DisableLogFile);
    }
}

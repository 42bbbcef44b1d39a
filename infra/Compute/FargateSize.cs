using System.Globalization;
using Platform.Registry.Entries;

namespace Platform.Infra.Compute;

/// <summary>The sizes that Fargate offers (AWS Batch user guide, ResourceRequirement).</summary>
public static class FargateSize
{
    private static readonly (decimal Vcpu, int FromGiB, int ToGiB, int StepGiB)[] Ranges = [(1, 2, 8, 1), (2, 4, 16, 1), (4, 8, 30, 1), (8, 16, 60, 4), (16, 32, 120, 8)];

    /// <summary>The memories, in MiB ascending, that go with a number of virtual CPUs; empty where Fargate has no such size.</summary>
    public static IReadOnlyList<int> Memories(decimal vcpu)
    {
        if (vcpu == 0.25m) return [512, 1024, 2048];
        if (vcpu == 0.5m) return [1024, 2048, 3072, 4096];
        var (_, from, to, step) = Ranges.FirstOrDefault(range => range.Vcpu == vcpu);
        return step == 0 ? [] : [.. Enumerable.Range(0, (to - from) / step + 1).Select(i => (from + i * step) * 1024)];
    }

    /// <summary>What is wrong with a size, and the nearest that is not; null where Fargate offers it.</summary>
    public static string? Problem(Resources size)
    {
        var memories = Memories(size.Vcpu);
        if (memories.Count == 0) return $"Fargate has no size of {Vcpu(size)} vCPU; expected 0.25, 0.5, 1, 2, 4, 8 or 16";
        var mib = size.Memory / (1 << 20);
        if (size.Memory % (1 << 20) == 0 && memories.Contains((int)Math.Min(mib, int.MaxValue))) return null;
        var nearest = memories.FirstOrDefault(memory => memory >= mib, memories[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"Fargate has no size of {Vcpu(size)} vCPU with {mib} MiB; the nearest is {nearest} MiB");
    }

    public static string Vcpu(Resources size) => size.Vcpu.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Memory(Resources size) => (size.Memory / (1 << 20)).ToString(CultureInfo.InvariantCulture);
}

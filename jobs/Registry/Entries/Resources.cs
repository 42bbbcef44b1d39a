namespace Platform.Registry.Entries;

/// <summary>The size of the job.</summary>
/// <param name="Vcpu">Virtual CPUs, 0.25..16.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="Timeout">Wall time after which the scheduler ends the job, at least 60 seconds.</param>
public sealed record Resources(decimal Vcpu, long Memory, TimeSpan Timeout);

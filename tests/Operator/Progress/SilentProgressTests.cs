using Platform.Operator.Jobs;
using Platform.Operator.Progress;

namespace Platform.Operator.Tests.Progress;

public sealed class SilentProgressTests
{
    [Fact]
    public void Said_ThatItIsTriedAgain_IsToldAndNothingElse()
    {
        var said = new List<string>();
        var (progress, job) = (new SilentProgress(said.Add), new Job("crm/public.a", "snapshot", [], new Dictionary<string, string>()));

        progress.Said(job, JobEvent.Parse("""{"event":"progress","rows":7}""")!);
        progress.Said(job, JobEvent.Parse("""{"event":"retrying","attempt_number":2,"in_seconds":3.5,"kind":"connection","message":"127.0.0.1:1 refused\nthe connection"}""")!);

        Assert.Equal(["crm/public.a: attempt 2 failed, and it is tried again in 3.5 s: 127.0.0.1:1 refused\\nthe connection"], said);
    }
}

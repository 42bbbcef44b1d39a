using Platform.ReadyToRun;

if (args is not [var profile, _, ..])
{
    Console.Error.WriteLine("usage: Platform.ReadyToRun PROFILE.mibc ASSEMBLY...");
    return 64;
}

var writer = new ProfileWriter();
var resumed = 0;
foreach (var assembly in args[1..])
{
    foreach (var machine in StateMachines.Of(assembly))
    {
        writer.Add(machine);
        resumed++;
    }
}

writer.Write(profile);
Console.Out.WriteLine($"{resumed} awaited methods in {args.Length - 1} assemblies");
return 0;

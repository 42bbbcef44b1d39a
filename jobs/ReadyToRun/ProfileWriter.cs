using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Platform.ReadyToRun;

/// <summary>
/// Writes a profile in the form that crossgen2 reads (<c>--mibc</c>): an assembly whose method <c>AssemblyDictionary</c> names a group, and whose group names methods, each by
/// <c>ldtoken</c> and <c>pop</c>. Every method that is named is compiled.
/// </summary>
/// <remarks>
/// Named are the methods of <c>AsyncTaskMethodBuilder&lt;T&gt;.AsyncStateMachineBox&lt;S&gt;</c>, for T any object: shared code reaches that type only through a lookup at run time, so
/// the compiler never meets it, and each awaited method with such a result had six methods compiled at each start. A name that a later runtime lacks is passed over.
/// </remarks>
internal sealed class ProfileWriter
{
    public const string Builder = "AsyncTaskMethodBuilder`1";

    private readonly MetadataBuilder _metadata = new();
    private readonly InstructionEncoder _group = new(new BlobBuilder());
    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = new(StringComparer.Ordinal);
    private readonly TypeReferenceHandle _box;
    private readonly TypeReferenceHandle _anyObject;
    private readonly IReadOnlyList<(string Name, BlobHandle Signature)> _methods;

    public ProfileWriter()
    {
        _box = _metadata.AddTypeReference(Core("System.Runtime.CompilerServices", Builder), default, _metadata.GetOrAddString("AsyncStateMachineBox`1"));
        _anyObject = Core("System", "__Canon");
        var thread = Core("System.Threading", "Thread");
        var context = Core("System.Threading", "ExecutionContext");
        _methods =
        [
            (".cctor", Signature(false, result => result.Void())),
            ("MoveNext", Signature(true, result => result.Void())),
            ("MoveNext", Signature(true, result => result.Void(), parameter => parameter.Type(thread, isValueType: false))),
            ("ExecuteFromThreadPool", Signature(true, result => result.Void(), parameter => parameter.Type(thread, isValueType: false))),
            ("ExecutionContextCallback", Signature(false, result => result.Void(), parameter => parameter.Object())),
            ("get_Context", Signature(true, result => result.Type(isByRef: true).Type(context, isValueType: false))),
            ("ClearStateUponCompletion", Signature(true, result => result.Void())),
        ];
    }

    public void Add(StateMachine machine)
    {
        var type = new BlobBuilder();
        var arguments = new BlobEncoder(type).TypeSpecificationSignature().GenericInstantiation(_box, 2, isValueType: false);
        arguments.AddArgument().Type(_anyObject, isValueType: false);
        var self = Reference(machine);
        if (machine.TypeParameters == 0)
        {
            arguments.AddArgument().Type(self, isValueType: true);
        }
        else
        {
            var own = arguments.AddArgument().GenericInstantiation(self, machine.TypeParameters, isValueType: true);
            for (var i = 0; i < machine.TypeParameters; i++) own.AddArgument().Type(_anyObject, isValueType: false);
        }

        var handle = _metadata.AddTypeSpecification(_metadata.GetOrAddBlob(type));
        foreach (var (name, signature) in _methods) Name(_metadata.AddMemberReference(handle, _metadata.GetOrAddString(name), signature));
    }

    public void Write(string path)
    {
        var module = _metadata.GetOrAddString(Path.GetFileName(path));
        _metadata.AddModule(0, module, _metadata.GetOrAddGuid(default), default, default);
        _metadata.AddAssembly(_metadata.GetOrAddString(Path.GetFileNameWithoutExtension(path)), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        _metadata.AddTypeDefinition(default, default, _metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));

        var code = new BlobBuilder();
        var bodies = new MethodBodyStreamEncoder(code);
        _group.OpCode(ILOpCode.Ret);
        var named = Method("Resumed", bodies.AddMethodBody(_group));
        var dictionary = new InstructionEncoder(new BlobBuilder());
        // The assembly that defines what the group names.
        dictionary.LoadString(_metadata.GetOrAddUserString("System.Private.CoreLib"));
        dictionary.OpCode(ILOpCode.Ldtoken);
        dictionary.Token(named);
        dictionary.OpCode(ILOpCode.Pop);
        dictionary.OpCode(ILOpCode.Ret);
        Method("AssemblyDictionary", bodies.AddMethodBody(dictionary));

        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(_metadata), code, deterministicIdProvider: _ => default).Serialize(image);
        using var file = File.Create(path);
        image.WriteContentTo(file);
    }

    private void Name(MemberReferenceHandle method)
    {
        _group.OpCode(ILOpCode.Ldtoken);
        _group.Token(method);
        _group.OpCode(ILOpCode.Pop);
    }

    private MethodDefinitionHandle Method(string name, int body) => _metadata.AddMethodDefinition(
        MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes.IL, _metadata.GetOrAddString(name), Signature(false, result => result.Void()), body, default);

    private TypeReferenceHandle Core(string space, string name) =>
        _metadata.AddTypeReference(Assembly("System.Private.CoreLib"), _metadata.GetOrAddString(space), _metadata.GetOrAddString(name));

    private TypeReferenceHandle Reference(StateMachine machine)
    {
        var type = _metadata.AddTypeReference(Assembly(machine.Assembly), _metadata.GetOrAddString(machine.Namespace), _metadata.GetOrAddString(machine.Path[0]));
        foreach (var nested in machine.Path.Skip(1)) type = _metadata.AddTypeReference(type, default, _metadata.GetOrAddString(nested));
        return type;
    }

    private AssemblyReferenceHandle Assembly(string name)
    {
        if (!_assemblies.TryGetValue(name, out var handle))
            _assemblies[name] = handle = _metadata.AddAssemblyReference(_metadata.GetOrAddString(name), new Version(0, 0, 0, 0), default, default, default, default);
        return handle;
    }

    private BlobHandle Signature(bool isInstance, Action<ReturnTypeEncoder> result, params Action<SignatureTypeEncoder>[] parameters)
    {
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature(isInstanceMethod: isInstance).Parameters(parameters.Length, result, encoder =>
        {
            foreach (var parameter in parameters) parameter(encoder.AddParameter().Type());
        });
        return _metadata.GetOrAddBlob(signature);
    }
}

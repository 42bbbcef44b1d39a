using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Platform.ReadyToRun;

/// <summary>
/// Finds the async methods of an assembly whose result is an object: those of <c>Task&lt;T&gt;</c> and <c>ValueTask&lt;T&gt;</c> where T is a reference type or a type parameter.
/// What a value type results from is found by the compiler itself.
/// </summary>
internal static class StateMachines
{
    private const string BuilderField = "<>t__builder";

    public static IEnumerable<StateMachine> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        if (!file.HasMetadata) yield break;
        var metadata = file.GetMetadataReader();
        var name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            if (!type.GetFields().Select(metadata.GetFieldDefinition).Any(field => metadata.GetString(field.Name) == BuilderField && ResultIsObject(metadata, field))) continue;
            var path = new Stack<string>();
            var outermost = type;
            for (path.Push(metadata.GetString(type.Name)); !outermost.GetDeclaringType().IsNil; path.Push(metadata.GetString(outermost.Name)))
                outermost = metadata.GetTypeDefinition(outermost.GetDeclaringType());
            yield return new StateMachine(name, metadata.GetString(outermost.Namespace), [.. path], type.GetGenericParameters().Count);
        }
    }

    /// <summary>Reads a field's signature (ECMA-335, II.23.2.4): a generic instance of one of the two builders over one argument.</summary>
    private static bool ResultIsObject(MetadataReader metadata, FieldDefinition field)
    {
        var signature = metadata.GetBlobReader(field.Signature);
        signature.ReadSignatureHeader();
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return false;
        signature.ReadCompressedInteger();
        var builder = signature.ReadTypeHandle();
        var name = builder.Kind == HandleKind.TypeReference
            ? metadata.GetTypeReference((TypeReferenceHandle)builder).Name
            : metadata.GetTypeDefinition((TypeDefinitionHandle)builder).Name;
        if (metadata.GetString(name) is not (ProfileWriter.Builder or "AsyncValueTaskMethodBuilder`1")) return false;
        signature.ReadCompressedInteger();
        return signature.ReadCompressedInteger() switch
        {
            (int)SignatureTypeKind.Class or (int)SignatureTypeCode.String or (int)SignatureTypeCode.Object or (int)SignatureTypeCode.SZArray => true,
            (int)SignatureTypeCode.GenericTypeParameter or (int)SignatureTypeCode.GenericMethodParameter => true,
            (int)SignatureTypeCode.GenericTypeInstance => signature.ReadCompressedInteger() == (int)SignatureTypeKind.Class,
            _ => false,
        };
    }
}

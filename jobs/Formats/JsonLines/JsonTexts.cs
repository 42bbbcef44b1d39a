using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.JsonLines.Values;
using Platform.Formats.Memory;
using Platform.Formats.Text;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Formats.JsonLines;

/// <summary>The values of one column as JSON texts, as JSON Lines has them: lists as arrays, structs and maps as objects.</summary>
/// <param name="type">Of the column.</param>
public sealed class JsonTexts(LakeType type)
{
    private readonly JsonValue _value = JsonValue.Create(type);
    private readonly GrowingBuffer _text = new();

    /// <summary>Fills <paramref name="into"/> anew; a null stays one.</summary>
    /// <exception cref="PlatformException">Data, <c>value-refused</c>: a value that JSON cannot say.</exception>
    public void Write(Column from, int rows, BytesColumn into)
    {
        Materialization.Complete(from);
        into.Clear();
        for (var row = 0; row < rows; row++)
        {
            if (!from.Validity[row])
            {
                into.AppendNull();
                continue;
            }

            _text.Clear();
            try
            {
                _value.Write(from, row, _text);
            }
            catch (UnwritableValueException e)
            {
                throw new PlatformException(Stage.Encode, ExitCode.Data, e.Message, null, e) { Kind = "value-refused", Column = from.Field.Name, RowNumber = row + 1 };
            }

            into.Append(_text.Written);
        }
    }
}

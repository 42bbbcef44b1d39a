using Platform.Difference.Records;

namespace Platform.Difference.Comparing;

/// <summary>Is told each row that differs, once. Records may be read until the method returns.</summary>
internal interface IChanges
{
    void Insert(Record to);

    void Update(Record from, Record to);

    void Delete(Record from);
}

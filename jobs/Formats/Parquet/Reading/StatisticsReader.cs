using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Reads Statistics. The deprecated min and max are passed over: their order was never defined.</summary>
internal static class StatisticsReader
{
    public static ValueStatistics Read(ref CompactReader reader, CompactType statisticsType)
    {
        var statistics = new ValueStatistics();
        var id = reader.Struct(statisticsType);
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 3:
                    statistics = statistics with { NullCount = reader.I64(type) };
                    break;
                case 4:
                    statistics = statistics with { DistinctCount = reader.I64(type) };
                    break;
                case 5:
                    statistics = statistics with { Max = reader.Binary(type).ToArray() };
                    break;
                case 6:
                    statistics = statistics with { Min = reader.Binary(type).ToArray() };
                    break;
                case 7:
                    statistics = statistics with { MaxIsExact = reader.Bool(type) };
                    break;
                case 8:
                    statistics = statistics with { MinIsExact = reader.Bool(type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return statistics;
    }
}

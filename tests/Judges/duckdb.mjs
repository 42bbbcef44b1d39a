import { DuckDBInstance, DuckDBTypeId as T } from '@duckdb/node-api';
import { bytes, decimal, entries, float32, float64 } from './canonical.mjs';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run("SET TimeZone = 'UTC'");

export async function read(file, print) {
  await readFrom(`read_parquet('${file.replaceAll("'", "''")}', hive_partitioning = false)`, '*', file, print);
}

export async function readFrom(source, select, file, print) {
  const count = (await connection.runAndReadAll(`SELECT count(*) FROM ${source}`)).getRows()[0][0];
  // A stream ends when its connection runs anything else.
  const result = await connection.stream(`SELECT ${select} FROM ${source}`);
  const columns = result.columnNames().map((name, i) => ({ name, type: String(result.columnType(i)) }));
  await print({ file, columns, rows: Number(count) });
  const types = columns.map((_, i) => result.columnType(i));
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const row of chunk.getRows()) await print(row.map((value, i) => canonical(value, types[i])));
  }
}

function canonical(value, type) {
  if (value === null) return null;
  switch (type.typeId) {
    case T.FLOAT: return float32(value);
    case T.DOUBLE: return float64(value);
    case T.DECIMAL: return decimal(value.value, type.scale);
    case T.BLOB: return bytes(value.bytes);
    case T.DATE: return String(value.days);
    case T.TIMESTAMP_MS: return String(value.milliseconds * 1000n);
    case T.TIMESTAMP: case T.TIMESTAMP_TZ: return String(value.micros);
    case T.STRUCT: return type.entryNames.map((name, i) => canonical(value.entries[name], type.entryTypes[i]));
    case T.MAP: return entries(value.entries.map(e => [canonical(e.key, type.keyType), canonical(e.value, type.valueType)]));
    case T.LIST: return value.items.map(item => canonical(item, type.valueType));
    default: return String(value);
  }
}

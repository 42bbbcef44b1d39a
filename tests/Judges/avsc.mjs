import { once } from 'node:events';
import avro from 'avsc';
import { compressors } from 'hyparquet-compressors';
import { bytes, decimal, entries, float32, float64 } from './canonical.mjs';

// JavaScript's numbers have 53 bits.
const long = avro.types.LongType.__with({
  fromBuffer: buffer => buffer.readBigInt64LE(),
  toBuffer: () => { throw new Error('only read'); },
  fromJSON: BigInt, toJSON: Number, isValid: value => typeof value === 'bigint', compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
});

const codecs = {
  null: (data, done) => done(null, data),
  deflate: avro.streams.BlockDecoder.defaultCodecs().deflate,
  // avsc leaves Avro's checksum to the codec; its absence would show as four bytes too many.
  snappy: (data, done) => done(null, Buffer.from(compressors.SNAPPY(data.subarray(0, -4), uncompressedLength(data)))),
  zstandard: (data, done) => done(null, Buffer.from(compressors.ZSTD(data, 0))),
};

export async function read(file, print) {
  const rows = [];
  const decoder = avro.createFileDecoder(file, { codecs, parseHook: schema => avro.Type.forSchema(plain(schema), { registry: { long }, omitRecordMethods: true }) });
  let schema;
  decoder.on('metadata', (_, __, header) => { schema = JSON.parse(header.meta['avro.schema'].toString()); });
  decoder.on('data', row => rows.push(row));
  await once(decoder, 'end');
  await print({ file, columns: schema.fields.map(f => ({ name: f['platform.name'] ?? f.name, type: JSON.stringify(f.type) })), rows: rows.length });
  for (const row of rows) await print(schema.fields.map(f => canonical(row[f.name], f.type)));
}

// Logical types are interpreted here, so that avsc reads every long as the type above.
function plain(schema) {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.type === 'long' && schema.name === undefined) return 'long';
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, ['type', 'items', 'values', 'fields'].includes(key) ? plain(value) : value]));
}

function canonical(value, type) {
  if (value === null) return null;
  if (Array.isArray(type)) return canonical(value, type.find(branch => branch !== 'null'));
  switch (type.logicalType ?? type.type ?? type) {
    case 'decimal': return decimal(unscaled(value), type.scale);
    case 'timestamp-millis': case 'local-timestamp-millis': return String(value * 1000n);
    case 'float': return float32(value);
    case 'double': return float64(value);
    case 'bytes': return bytes(value);
    case 'array': return value.map(item => canonical(item, type.items));
    case 'map': return entries(Object.entries(value).map(([key, item]) => [key, canonical(item, type.values)]));
    case 'record': return type.fields.map(f => canonical(value[f.name], f.type));
    default: return String(value);
  }
}

function unscaled(value) {
  return BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString('hex')}`));
}

function uncompressedLength(data) {
  let length = 0;
  for (let i = 0; ; i++) {
    length += (data[i] & 0x7f) * 2 ** (7 * i);
    if (data[i] < 0x80) return length;
  }
}

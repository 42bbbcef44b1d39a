import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { bytes, decimal, entries, float32, float64, uuid } from './canonical.mjs';

const utf8 = new TextDecoder('utf-8', { fatal: true });

// hyparquet turns decimals into floats and timestamps into Date: both lose digits. So the logical types of leaves are taken out of the
// schema before it reads, and its physical values are interpreted here.
export async function read(file, print) {
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  const at = { next: 1 };
  const columns = [];
  while (at.next < metadata.schema.length) columns.push(node(metadata.schema, at));
  await print({ file, columns: columns.map(c => ({ name: c.name, type: c.type ?? 'group' })), rows: Number(metadata.num_rows) });
  if (metadata.num_rows === 0n) return;
  for (const row of await parquetReadObjects({ file: buffer, metadata, compressors, utf8: false })) {
    await print(columns.map(c => canonical(row[c.name], c)));
  }
}

// The schema as a tree, with the logical types of leaves taken out of hyparquet's own.
function node(schema, at) {
  const element = schema[at.next++];
  const found = { ...element, logical: element.logical_type, converted: element.converted_type, children: [] };
  for (let left = element.num_children ?? 0; left > 0; left--) found.children.push(node(schema, at));
  if (found.children.length > 0) return found;
  delete element.logical_type;
  delete element.converted_type;
  return found;
}

function canonical(value, type) {
  if (value === null || value === undefined) return null;
  const kind = type.logical?.type ?? type.converted;
  if (kind === 'LIST') return value.map(item => canonical(item, element(type)));
  if (kind === 'MAP') return entries(Object.entries(value).map(([key, text]) => [utf8.decode(Uint8Array.from(key === '' ? [] : key.split(','))), canonical(text, type.children[0].children[1])]));
  if (type.children.length > 0) return type.children.map(child => canonical(value[child.name], child));
  switch (kind) {
    case 'DECIMAL': return decimal(unscaled(value), type.scale ?? 0);
    case 'STRING': case 'UTF8': return utf8.decode(value);
    case 'UUID': return uuid(value);
    case 'TIMESTAMP': return String(type.logical.unit === 'MILLIS' ? value * 1000n : value);
  }
  switch (type.type) {
    case 'FLOAT': return float32(value);
    case 'DOUBLE': return float64(value);
    case 'BYTE_ARRAY': case 'FIXED_LEN_BYTE_ARRAY': return bytes(value);
    default: return String(value);
  }
}

// Below the repeated group, or the repeated value itself.
function element(list) {
  const repeated = list.children[0];
  return repeated.children.length === 1 ? repeated.children[0] : repeated;
}

function unscaled(value) {
  if (!(value instanceof Uint8Array)) return BigInt(value);
  return BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString('hex')}`));
}

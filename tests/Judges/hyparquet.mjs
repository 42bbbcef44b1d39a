import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { bytes, decimal, float32, float64, uuid } from './canonical.mjs';

const utf8 = new TextDecoder('utf-8', { fatal: true });

// hyparquet turns decimals into floats and timestamps into Date: both lose digits. So the logical types of leaves are taken out of the
// schema before it reads, and its physical values are interpreted here.
export async function read(file, print) {
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  const columns = [];
  let at = 1;
  while (at < metadata.schema.length) {
    const top = metadata.schema[at++];
    let leaf = top;
    for (let left = top.num_children ?? 0; left > 0; left--) {
      leaf = metadata.schema[at++];
      left += leaf.num_children ?? 0;
    }
    columns.push({ name: top.name, leaf: { ...leaf, logical: leaf.logical_type, converted: leaf.converted_type } });
    delete leaf.logical_type;
    delete leaf.converted_type;
  }
  await print({ file, columns: columns.map(c => ({ name: c.name, type: c.leaf.type })), rows: Number(metadata.num_rows) });
  if (metadata.num_rows === 0n) return;
  for (const row of await parquetReadObjects({ file: buffer, metadata, compressors, utf8: false })) {
    await print(columns.map(c => canonical(row[c.name], c.leaf)));
  }
}

function canonical(value, leaf) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(item => canonical(item, leaf));
  switch (leaf.logical?.type ?? leaf.converted) {
    case 'DECIMAL': return decimal(unscaled(value), leaf.scale ?? 0);
    case 'STRING': case 'UTF8': return utf8.decode(value);
    case 'UUID': return uuid(value);
    case 'TIMESTAMP': return String(leaf.logical.unit === 'MILLIS' ? value * 1000n : value);
  }
  switch (leaf.type) {
    case 'FLOAT': return float32(value);
    case 'DOUBLE': return float64(value);
    case 'BYTE_ARRAY': case 'FIXED_LEN_BYTE_ARRAY': return bytes(value);
    default: return String(value);
  }
}

function unscaled(value) {
  if (!(value instanceof Uint8Array)) return BigInt(value);
  return BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString('hex')}`));
}

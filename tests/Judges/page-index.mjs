// Prints a file's page index as hyparquet reads it: node page-index.mjs FILE, a line per column chunk.
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { readColumnIndex, readOffsetIndex } from 'hyparquet/src/indexes.js';

const file = await asyncBufferFromFile(process.argv[2]);
const metadata = await parquetMetadataAsync(file);
const slice = async (offset, length) => ({ view: new DataView(await file.slice(Number(offset), Number(offset) + length)), offset: 0 });
const text = value => value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value === undefined ? null : String(value);

for (const group of metadata.row_groups) {
  let leaf = 0;
  for (const chunk of group.columns) {
    const path = chunk.meta_data.path_in_schema;
    const element = metadata.schema.filter(e => e.type !== undefined)[leaf++];
    const offsets = readOffsetIndex(await slice(chunk.offset_index_offset, chunk.offset_index_length));
    const columns = chunk.column_index_offset === undefined ? null
      : readColumnIndex(await slice(chunk.column_index_offset, chunk.column_index_length), element);
    console.log(JSON.stringify({
      column: path[0],
      rows: offsets.page_locations.map(p => Number(p.first_row_index)),
      bytes: offsets.page_locations.map(p => p.compressed_page_size),
      order: columns?.boundary_order ?? null,
      nullPages: columns?.null_pages ?? null,
      nulls: columns?.null_counts?.map(Number) ?? null,
      min: columns?.min_values?.map(text) ?? null,
      max: columns?.max_values?.map(text) ?? null,
    }));
  }
}

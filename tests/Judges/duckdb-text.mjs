import fs from 'node:fs';
import { readFrom } from './duckdb.mjs';

const quoted = text => `'${text.replaceAll("'", "''")}'`;

// FILE.columns: [{ name, read, value }]: the type under which DuckDB reads the column, and the expression of its value.
export async function read(file, print, format, compression) {
  const columns = JSON.parse(fs.readFileSync(`${file}.columns`, 'utf8'));
  const types = `{${columns.map(c => `${quoted(c.name)}: ${quoted(c.read)}`).join(', ')}}`;
  const common = `columns = ${types}, compression = ${quoted(compression === 'none' ? 'uncompressed' : compression)}`;
  const source = format === 'csv'
    ? `read_csv(${quoted(file)}, ${common}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\r\\n', nullstr = '', allow_quoted_nulls = false, max_line_size = 16777216)`
    : `read_json(${quoted(file)}, ${common}, format = 'newline_delimited', maximum_object_size = 16777216)`;
  await readFrom(source, columns.map(c => `${c.value} AS "${c.name.replaceAll('"', '""')}"`).join(', '), file, print);
}

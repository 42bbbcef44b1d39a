// Prints what another maker's reader finds in a file: node read.mjs duckdb|hyparquet|avsc FILE, or csv|jsonl FILE COMPRESSION with the
// columns and DuckDB's expressions for them in FILE.columns. One line {"file","columns":[{name,type}],"rows":N}, then a line per row: an array of canonical values.
//   null; "true" or "false"; whole numbers as text; decimals as text with their scale; floats as hexadecimal IEEE bits, "NaN" for any NaN;
//   text as it is; bytes as "x:" and hexadecimal; uuid in its usual form; dates as days, timestamps as microseconds since 1970-01-01;
//   lists and structs as arrays, maps as arrays of keys and values in the order of the keys.
import { once } from 'node:events';

const readers = {
  duckdb: () => import('./duckdb.mjs'),
  hyparquet: () => import('./hyparquet.mjs'),
  avsc: () => import('./avsc.mjs'),
  csv: () => import('./duckdb-text.mjs'),
  jsonl: () => import('./duckdb-text.mjs'),
};

const [, , judge, file, compression] = process.argv;
const { read } = await readers[judge]();

let text = '';
async function print(value) {
  text += JSON.stringify(value) + '\n';
  if (text.length > 1 << 16) await flush();
}

async function flush() {
  const out = text;
  text = '';
  if (!process.stdout.write(out)) await once(process.stdout, 'drain');
}

await read(file, print, judge, compression);
await flush();

// Prints what another maker's reader finds in Parquet files: node read.mjs duckdb|hyparquet FILE...
// Per file one line {"file","columns":[{name,type}],"rows":N}, then a line per row: an array of canonical values.
//   null; "true" or "false"; whole numbers as text; decimals as text with their scale; floats as hexadecimal IEEE bits, "NaN" for any NaN;
//   text as it is; bytes as "x:" and hexadecimal; uuid in its usual form; dates as days, timestamps as microseconds since 1970-01-01;
//   lists as arrays.
import { once } from 'node:events';

const readers = {
  duckdb: () => import('./duckdb.mjs'),
  hyparquet: () => import('./hyparquet.mjs'),
};

const [, , judge, ...files] = process.argv;
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

for (const file of files) await read(file, print);
await flush();

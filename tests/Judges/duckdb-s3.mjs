// Runs a query in DuckDB, which reads s3:// URLs itself, over HTTP, signed, by ranges, and prints its rows, a line each:
// node duckdb-s3.mjs SETTINGS SQL, where SETTINGS is JSON of DuckDB's s3_... settings.
import { createRequire } from 'node:module';
import { XMLHttpRequest } from './synchronous-http.mjs';

const require = createRequire(import.meta.url);
const { createDuckDB, VoidLogger } = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
// Of DuckDB's builds only the browsers' has S3 inside, and 1.28.0 is their last with Parquet inside too: all others load one of them from DuckDB's own site.
const { BROWSER_RUNTIME } = require('@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.cjs');
const mainModule = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');

globalThis.XMLHttpRequest = XMLHttpRequest;
console.log = console.error;

const [, , settings, query] = process.argv;
const database = await createDuckDB({ mvp: { mainModule }, eh: { mainModule } }, new VoidLogger(), BROWSER_RUNTIME);
await database.instantiate();
database.open({});
const connection = database.connect();
try {
  for (const [name, value] of Object.entries(JSON.parse(settings))) connection.query(`SET ${name} = '${value.replaceAll("'", "''")}'`);
  for (const row of connection.query(query).toArray()) process.stdout.write([...row].map(([, value]) => value).join('|') + '\n');
} catch (error) {
  // Uncaught, it would come with a megabyte of the library's own text.
  console.error(error.message);
  process.exitCode = 1;
}

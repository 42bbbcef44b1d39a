// Rewrites a Parquet file by another maker's writer: node rewrite-parquet.mjs duckdb|arrow FILE OUT CODEC VERSION [ENCODING:COLUMN,COLUMN …].
// duckdb: version 2 has delta encodings. arrow: Apache Arrow's Rust library (parquet-wasm); version 2 has data pages of version 2; encodings
// are by column, all others by dictionary unless "none" is among the arguments.
import fs from 'node:fs';

const [, , writer, file, out, codec, version, ...encodings] = process.argv;
await { duckdb, arrow }[writer]();

async function duckdb() {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(`COPY (SELECT * FROM read_parquet('${file}')) TO '${out}' (FORMAT parquet, COMPRESSION ${codec}, PARQUET_VERSION V${version}, ROW_GROUP_SIZE 2048)`);
}

async function arrow() {
  const wasm = await import('parquet-wasm');
  const table = wasm.readParquet(new Uint8Array(fs.readFileSync(file)));
  let properties = new wasm.WriterPropertiesBuilder()
    .setWriterVersion(version === '2' ? wasm.WriterVersion.V2 : wasm.WriterVersion.V1)
    .setCompression(wasm.Compression[codec.toUpperCase()])
    .setDataPageSizeLimit(2048).setWriteBatchSize(64).setMaxRowGroupSize(400)
    .setDictionaryEnabled(!encodings.includes('none'));
  for (const argument of encodings.filter(a => a.includes(':'))) {
    const [encoding, columns] = argument.split(':');
    for (const column of columns.split(',')) properties = properties.setColumnDictionaryEnabled(column, false).setColumnEncoding(column, wasm.Encoding[encoding]);
  }
  fs.writeFileSync(out, wasm.writeParquet(table, properties.build()));
}

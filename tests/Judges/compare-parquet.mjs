// Prints the bytes that DuckDB needs for the rows of a Parquet file: node compare-parquet.mjs FILE [CODEC], by default zstd, level 3 as ours.
import fs from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [, , file, codec = 'zstd'] = process.argv;
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const copy = `${file}.duckdb`;
await connection.run(`CREATE TABLE t AS SELECT * FROM read_parquet('${file}')`);
await connection.run(`COPY t TO '${copy}' (FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE 122880)`);
console.log(fs.statSync(copy).size);
fs.rmSync(copy);

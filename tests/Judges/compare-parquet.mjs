// Prints the bytes that DuckDB needs for the rows of Parquet files: node compare-parquet.mjs FILES [CODEC], by default zstd, level 3 as ours. FILES may be a glob.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [, , files, codec = 'zstd'] = process.argv;
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'platform-compare-'));
const copy = path.join(directory, 'duckdb.parquet');
await connection.run(`COPY (SELECT * FROM read_parquet('${files}')) TO '${copy}' (FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE 122880)`);
console.log(fs.statSync(copy).size);
fs.rmSync(directory, { recursive: true });

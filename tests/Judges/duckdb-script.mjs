// Runs an SQL script in DuckDB and prints the rows of its last statement, a line each: node duckdb-script.mjs script.sql
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const result = await connection.runAndReadAll(readFileSync(process.argv[2], 'utf8'));
for (const row of result.getRows()) console.log(row.join('|'));

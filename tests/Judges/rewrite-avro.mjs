// Rewrites an Avro file by avsc's writer: node rewrite-avro.mjs FILE OUT CODEC, for files of codec null or deflate. Numbers beyond 53 bits would not survive JavaScript.
import { once } from 'node:events';
import avro from 'avsc';

const [, , file, out, codec] = process.argv;
const decoder = avro.createFileDecoder(file);
const rows = [];
let schema;
decoder.on('metadata', (_, __, header) => { schema = JSON.parse(header.meta['avro.schema'].toString()); });
decoder.on('data', row => rows.push(row));
await once(decoder, 'end');
const encoder = avro.createFileEncoder(out, schema, { codec, blockSize: 4096 });
for (const row of rows) encoder.write(row);
encoder.end();
await once(encoder, 'finish');

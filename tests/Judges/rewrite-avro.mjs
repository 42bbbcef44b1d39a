// Rewrites an Avro file by avsc's writer: node rewrite-avro.mjs FILE OUT CODEC [COLUMN=SYMBOL,SYMBOL]..., for files of codec null or deflate; columns of which symbols are given become enums. Numbers beyond 53 bits would not survive JavaScript.
import { once } from 'node:events';
import avro from 'avsc';

const [, , file, out, codec, ...enums] = process.argv;
const decoder = avro.createFileDecoder(file);
const rows = [];
let schema;
decoder.on('metadata', (_, __, header) => { schema = JSON.parse(header.meta['avro.schema'].toString()); });
decoder.on('data', row => rows.push(row));
await once(decoder, 'end');
for (const [column, symbols] of enums.map(e => e.split('='))) {
  schema.fields.find(f => f.name === column).type = ['null', { type: 'enum', name: `symbols_of_${column}`, symbols: symbols.split(',') }];
}
const encoder = avro.createFileEncoder(out, schema, { codec, blockSize: 4096 });
for (const row of rows) encoder.write(row);
encoder.end();
await once(encoder, 'finish');

// Whether what one schema wrote can be read by another (specification 1.12, Schema Resolution): node resolve-avro.mjs WRITER READER prints yes, or no and why.
import avro from 'avsc';

const [, , writer, reader] = process.argv;
try {
  avro.Type.forSchema(JSON.parse(reader)).createResolver(avro.Type.forSchema(JSON.parse(writer)));
  console.log('yes');
} catch (error) {
  console.log(`no: ${error.message}`);
}

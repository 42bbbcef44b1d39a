// An S3 of another maker on a free port; prints the port, has the bucket that it is told, and goes on until standard input ends.
import { register } from 'node:module';

// It imports node:sqlite for queues that outlive it, which nobody asks for here and older Node.js lacks.
register('data:text/javascript,' + encodeURIComponent(`
  export const resolve = (specifier, context, next) => specifier === 'node:sqlite'
    ? { url: 'data:text/javascript,export class DatabaseSync {}', shortCircuit: true }
    : next(specifier, context);`));

const { startFauxqs } = await import('fauxqs');
const server = await startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-west-1' });
server.createBucket(process.argv[2]);
console.log(server.port);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

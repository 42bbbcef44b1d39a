// A browser's XMLHttpRequest as far as DuckDB asks for it: a request that the calling thread waits for, while another one fetches.
import { MessageChannel, Worker, isMainThread, receiveMessageOnPort, workerData } from 'node:worker_threads';

const { answered, port } = isMainThread ? start() : workerData;
if (!isMainThread) port.on('message', fetchAndAnswer);

export class XMLHttpRequest {
  open(method, url) {
    this.request = { method, url, headers: {} };
  }

  setRequestHeader(name, value) {
    this.request.headers[name] = value;
  }

  getResponseHeader(name) {
    return this.headers[name.toLowerCase()] ?? null;
  }

  send() {
    Atomics.store(answered, 0, 0);
    port.postMessage(this.request);
    Atomics.wait(answered, 0, 0);
    Object.assign(this, receiveMessageOnPort(port).message);
    if (this.failure) throw new Error(`${this.request.method} ${this.request.url}: ${this.failure}`);
  }
}

function start() {
  const channel = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  new Worker(new URL(import.meta.url), { workerData: { answered: flag, port: channel.port2 }, transferList: [channel.port2] }).unref();
  return { answered: flag, port: channel.port1 };
}

async function fetchAndAnswer({ method, url, headers }) {
  try {
    const answer = await fetch(url, { method, headers });
    port.postMessage({ status: answer.status, headers: Object.fromEntries(answer.headers), response: await answer.arrayBuffer() });
  } catch (error) {
    port.postMessage({ failure: String(error.cause ?? error) });
  }
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
}

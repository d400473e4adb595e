/**
 * Flite in a worker thread: takes `{ id, voice, text }`, answers `{ id, wav, sounds }` or `{ id, failure }`. Plain JavaScript,
 * since Node loads a worker's entry file itself, in the product as under Jest.
 *
 * Flite is a command compiled to WASI preview 1. This is the part of WASI that it calls, with files in memory. Node's own
 * `node:wasi` would do, but for a fault: after the module's memory has grown it goes on with the old one, and long texts end
 * in a segmentation fault of the whole process (seen on Node 20.20).
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const SUCCESS = 0;
const BAD_FILE = 8;
const NOT_SUPPORTED = 52;
const DIRECTORY = 3;
const REGULAR_FILE = 4;

const STDOUT = 1;
/** The one folder that Flite may write to, as WASI's first preopened descriptor. */
const FOLDER = 3;
const FOLDER_NAME = '/out';

const flite = await WebAssembly.compile(readFileSync(workerData.wasmFile));

/** Where the memory begins that Flite writes to, in the version that package.json names. Before it lie its voices: 17 MB that a new instance would copy. */
const WRITABLE_FROM = 17_087_088;

/** Of the run that goes on: its arguments, what it has written to each descriptor, and the names of files. */
let argv = [];
let written = new Map();
let names = new Map();

let instance = null;
/** What stands behind WRITABLE_FROM before Flite begins. */
let untouched = null;

const memory = () => instance.exports.memory.buffer;
const view = () => new DataView(memory());
const bytes = (at, length) => Buffer.from(memory(), at, length);

const wasi = {
  args_sizes_get(count, size) {
    view().setUint32(count, argv.length, true);
    view().setUint32(size, Buffer.concat(argv).length, true);
    return SUCCESS;
  },
  args_get(pointers, at) {
    for (const [i, arg] of argv.entries()) {
      view().setUint32(pointers + 4 * i, at, true);
      at += arg.copy(bytes(at, arg.length));
    }
    return SUCCESS;
  },
  clock_time_get(_id, _precision, at) {
    view().setBigUint64(at, 0n, true); // only timed for its own statistics
    return SUCCESS;
  },
  fd_prestat_get(fd, at) {
    if (fd !== FOLDER) return BAD_FILE;
    view().setUint32(at, 0, true);
    view().setUint32(at + 4, FOLDER_NAME.length, true);
    return SUCCESS;
  },
  fd_prestat_dir_name(_fd, at, length) {
    bytes(at, length).write(FOLDER_NAME);
    return SUCCESS;
  },
  fd_fdstat_get(fd, at) {
    bytes(at, 24).fill(0);
    view().setUint8(at, fd === FOLDER ? DIRECTORY : REGULAR_FILE);
    view().setBigUint64(at + 8, ~0n, true);
    view().setBigUint64(at + 16, ~0n, true);
    return SUCCESS;
  },
  path_open(_folder, _lookup, name, length, _flags, _rights, _inherited, _fdFlags, fdAt) {
    const fd = FOLDER + written.size;
    written.set(fd, []);
    names.set(fd, bytes(name, length).toString());
    view().setUint32(fdAt, fd, true);
    return SUCCESS;
  },
  fd_write(fd, vectors, count, writtenAt) {
    let total = 0;
    for (let i = 0; i < count; i++) {
      const at = view().getUint32(vectors + 8 * i, true);
      const length = view().getUint32(vectors + 8 * i + 4, true);
      written.get(fd)?.push(Buffer.from(bytes(at, length)));
      total += length;
    }
    view().setUint32(writtenAt, total, true);
    return SUCCESS;
  },
  fd_close: () => SUCCESS,
  fd_fdstat_set_flags: () => SUCCESS,
  fd_read: () => NOT_SUPPORTED,
  fd_seek: () => NOT_SUPPORTED,
  /** Who succeeds returns. */
  proc_exit(code) {
    throw Object.assign(new Error('flite failed'), { code: `exit_${code}` });
  },
};

/** Runs the command once. Returns what it wrote: its standard output, and each file by name. */
function run(args) {
  argv = args.map((arg) => Buffer.from(`${arg}\0`));
  written = new Map([[STDOUT, []]]);
  names = new Map();
  begin();
  try {
    instance.exports._start();
  } catch (error) {
    instance = null; // it stopped in the middle
    throw error;
  }
  const files = new Map([...names].map(([fd, name]) => [name, Buffer.concat(written.get(fd))]));
  return { stdout: Buffer.concat(written.get(STDOUT)).toString(), files };
}

/** Has Flite find its memory as if it had never run. */
function begin() {
  if (instance) {
    bytes(WRITABLE_FROM).fill(0).set(untouched);
  } else {
    instance = new WebAssembly.Instance(flite, { wasi_snapshot_preview1: wasi });
    untouched = Buffer.from(bytes(WRITABLE_FROM));
  }
}

parentPort.on('message', ({ id, voice, text }) => {
  try {
    const args = ['flite', '-voice', voice, '-psdur', '-t', text, '-o', `${FOLDER_NAME}/speech.wav`];
    const { stdout, files } = run(args);
    parentPort.postMessage({ id, wav: files.get('speech.wav'), sounds: stdout });
  } catch (error) {
    // Its code or class only: a message may quote the text.
    parentPort.postMessage({ id, failure: error.code ?? error.name });
  }
});

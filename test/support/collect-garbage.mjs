import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Preloaded into a server whose memory is measured: what its heap holds between two collections says nothing.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
// Given anything, such as the signal's name, it collects what is young only.
process.on('SIGUSR2', () => collect());

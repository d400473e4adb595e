import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Preloaded into a server whose memory is measured: what its heap holds between two collections says nothing.
setFlagsFromString('--expose-gc');
process.on('SIGUSR2', runInNewContext('gc'));

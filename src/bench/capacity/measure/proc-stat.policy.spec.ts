import { readProcStat } from './proc-stat.policy.js';

it('reads the times of a process and of its children that have ended, whatever the program is called', () => {
  const line = '4711 (postgres: a) b (c) S 17 4711 4711 0 -1 4194560 8131 36 0 0 250 50 1000 7 20 0 1 0 8214 229';
  expect(readProcStat(line)).toEqual({ parentPid: 17, ownCpuMs: 3000, endedChildrenCpuMs: 10_070 });
});

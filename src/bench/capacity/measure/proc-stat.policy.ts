/** Of a line of `/proc/PID/stat`, in milliseconds of a core. */
export interface ProcStat {
  parentPid: number;
  ownCpuMs: number;
  /** Of children that have ended. */
  endedChildrenCpuMs: number;
}

/** The unit in which Linux tells times to programs is a hundredth of a second, whatever the kernel's own is. */
const MS_A_TICK = 10;

/** The name of the program stands in parentheses and may hold anything, so what follows is counted from the last one. */
export function readProcStat(line: string): ProcStat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]); // as proc(5) numbers them; the state is the third
  return {
    parentPid: field(4),
    ownCpuMs: (field(14) + field(15)) * MS_A_TICK,
    endedChildrenCpuMs: (field(16) + field(17)) * MS_A_TICK,
  };
}

import { readdirSync, readFileSync } from 'node:fs';

/** Proportional set size (PSS) of a process and all that it started, in kilobytes; Linux only. */
export function residentOfTree(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) {
      parents.set(Number(name), parent);
    }
  }
  const isOurs = (pid: number | undefined): boolean => pid !== undefined && (pid === root || isOurs(parents.get(pid)));
  return [...parents.keys()].filter(isOurs).reduce((sum, pid) => sum + pssOf(pid), 0);
}

function parentOf(pid: number): number | null {
  // The name in parentheses may hold anything; what follows the last one is state and parent.
  const fields = /\) \S (\d+) /.exec(read(`/proc/${pid}/stat`));
  return fields === null ? null : Number(fields[1]);
}

function pssOf(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`));
  return line === null ? 0 : Number(line[1]);
}

/** Empty for a process that ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

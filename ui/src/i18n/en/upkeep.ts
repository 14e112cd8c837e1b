import type { upkeep as zh } from '../zh-CN/upkeep';

export const upkeep = {
  stop: 'Stop',
  stopping: 'Stopping…',
  counted: (done, total) => `${String(done)} / ${String(total)}`,
  attachStopped: (left) =>
    left === 1 ? 'Stopped; 1 file was not added' : `Stopped; ${String(left)} files were not added`,
} satisfies typeof zh;

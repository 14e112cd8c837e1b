export const upkeep = {
  stop: '停下',
  stopping: '正在停下…',
  counted: (done: number, total: number) => `${String(done)} / ${String(total)}`,
  attachStopped: (left: number) => `停下了，还有 ${String(left)} 个文件没有放入`,
};

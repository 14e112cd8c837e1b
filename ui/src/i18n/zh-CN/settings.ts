import type { BackupReason, TroubleCode } from '@/backend';

export const settings = {
  title: '设置',
  look: '外观',
  language: '语言',
  languages: { system: '跟随系统', 'zh-CN': '中文', en: 'English' },
  theme: '主题',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  gates: '付款前的关卡',
  typingGate: '超过多少元要亲手输一遍应付金额',
  typingGateHint: '金额越大，多花五秒越值得。填 0 表示每单都要输。',
  doubleWindow: '多少小时内同号同商品同金额算可能重复',
  doubleWindowHint: '卡顿后再付一次，是最常见的重复付款。',
  coolDown: '放行有差别的一单前先等几秒',
  coolDownHint: '等完才能付款，给自己一次反悔的机会。填 0 关闭。',
  yuan: '元',
  hours: '小时',
  seconds: '秒',
  saved: '已保存',
  lost: '之前的设置读不出来，现在用的是默认设置',
  noBackupToday: '今天的自动备份没做成',
  keys: {
    newCheck: '核新的一单',
    palette: '跳转与命令',
    search: '搜索订单（或按 /）',
    confirm: '打开确认卡',
    settings: '打开设置',
    paste: '粘贴页面的文字或截图；在订单页粘贴证据',
  },
  data: '数据',
  folder: '数据文件夹',
  openFolder: '打开文件夹',
  folderHint: '订单、核对记录和证据原件都在这里，只在这台电脑上。换电脑时整个拷走即可。',
  about: '关于',
  version: '版本',
  offline: '核单不联网，没有账号，也不上传任何内容。',
  glance: '小窗',
  glanceKeys: '随处打开',
  glanceKeysHint:
    '在任何程序里复制号码或订单页，按这组键，小窗就说它是什么、和进行中的购买差在哪。',
  glanceKeysTaken:
    '现在用不了：可能被别的程序占着，或者这个桌面不让应用自己设。可以换一组，或者在系统设置里把一组键绑到「hedan --glance」。',
  onClose: '关闭窗口时',
  onCloses: { quit: '退出', stay: '留在托盘' },
  shortcuts: '快捷键',
  invalidNumber: '请填一个不小于 0 的数',
};

const codes: Record<TroubleCode, { what: string; kept: string; next: string }> = {
  in_use: {
    what: '另一个核单已经打开了这份记录',
    kept: '记录完好，没有动过。',
    next: '切换到已经打开的窗口；或者关掉它，再试一次。',
  },
  not_writable: {
    what: '数据文件夹不能写入',
    kept: '已有的记录完好，没有动过。',
    next: '检查文件夹的权限，或者磁盘是不是只读，再试一次。',
  },
  disk_full: {
    what: '磁盘满了',
    kept: '已有的记录完好，没有动过。',
    next: '腾出一些空间，再试一次。',
  },
  newer: {
    what: '这份记录是更新版本的核单写的',
    kept: '记录完好。旧版本读不懂它，所以一个字也没有改。',
    next: '装上更新的版本再打开。',
  },
  corrupt: {
    what: '记录文件损坏了',
    kept: '损坏的文件原样保留，证据原件在另外的文件夹里，没有动过。',
    next: '可以恢复一份备份；备份之后的改动会缺失。',
  },
  gone: {
    what: '记录文件不见了，但备份还在',
    kept: '备份和证据原件都在，没有动过。',
    next: '可能是文件夹被移动过。放回原处再试，或者恢复一份备份。',
  },
  bad_backup: {
    what: '这份备份用不了',
    kept: '现在的文件没有动过。',
    next: '换一份更早的备份。',
  },
  other: {
    what: '出了意外的错误',
    kept: '没有改动任何文件。',
    next: '再试一次。如果还是这样，请把下面的技术细节附在问题报告里。',
  },
};

export const trouble = {
  codes,
  lead: '核单没能打开你的记录',
  kept: '保住了什么',
  next: '现在可以做什么',
  retry: '再试一次',
  backups: '选一份备份',
  reasons: { daily: '每日备份', migration: '升级前的备份', asked: '手动备份' } satisfies Record<
    BackupReason,
    string
  >,
  restore: (when: string) => `恢复 ${when} 的备份`,
  restoreHint: '恢复前会把现在的文件原样另存一份，不会删掉任何东西。',
  noBackup: '没有找到可用的备份。可以从空的记录开始，现在的文件会留着。',
  anew: '从空的记录开始',
  anewSure: '现在的记录文件会改个名字留在数据文件夹里，证据原件不动。确定从空的记录开始？',
  anewYes: '确定，从空的开始',
  anewNo: '先不',
  openFolder: '打开数据文件夹',
  detail: '技术细节',
};

import type { Acquired, Maker, TimeBasis } from '@/backend';

/*
 * What a packet says by itself. Those who open it do not know this program, and the paper has no
 * page to click on: no word of it speaks to the user.
 */

const acquired: Record<Acquired, string> = {
  drop: '文件直接导入',
  paste: '从剪贴板粘贴',
  dialog: '选取文件导入',
  made: '由原件制作的副本',
  watched: '从截图文件夹导入',
};

const captured_by: Record<Maker, string> = {
  me: '买方本人',
  platform: '平台',
  merchant: '商家',
  payment_provider: '支付机构',
  bank: '银行',
  third_party: '第三方',
};

const captured_at_basis: Record<TimeBasis, string> = {
  on_picture: '画面上写明',
  file_metadata: '文件自带的信息',
  memory: '当事人回忆',
  platform: '平台的记录',
};

/** Folders under `data/`, in their order. */
const folder = {
  money: '01_资金流',
  order: '02_订单流',
  information: '03_信息流',
  terms: '04_规则与商品页',
  redacted: '05_脱敏副本',
  external: '06_外部固证',
  other: '07_需求、身份与其他',
  letters: '08_文书',
  /** Numbered pages for places that take pictures only. */
  pages: '09_上传件',
};

const unchanged = '本包可以核验的是：包内每个文件从存入核单时起没有改动过，';
const cannot_prove = [
  `${unchanged}存入时间见 evidence.csv 的 imported_at 一栏。`,
  '本包不能证明画面的内容属实，也不能证明文件在存入之前没有改动过：网页和截图在截取之前、之后都可能被改动。文件里带的时间、地点等信息同样可以改写。',
  '签名只说明整个包由持有同一把密钥的人制作，不说明这个人是谁。包里写的制作时间、存入时间取自制作人的电脑；除「06_外部固证」里另有证明的以外，没有第三方见证。',
  '本包不能代替公证、可信时间戳，也不能代替平台、支付机构和银行的原始数据。如有需要，以这些数据为准。',
  '制作人应保留原手机、原账号和原始文件，以便随时当面展示、核对。',
].join('\n');

const file = (stem: string, ending: string): string => `${stem}.${ending}`;
const instructions = file('核验说明', 'txt');

export const packet = {
  name: (number: string, day: string) => `${number}_证据包_${day}`,
  folder,
  acquired,
  captured_by,
  captured_at_basis,
  /** Of a piece for which nobody says when it was captured. */
  importedAt: (when: string) => `${when} 导入`,
  claimedAt: (when: string, basis: string) => `${when}（${basis}）`,
  facts: {
    platform: '平台',
    seller: '卖家',
    payee: '收款方',
    order_no: '订单号',
    goods: '商品',
    total: '实付金额',
    paid_at: '付款时间',
    recipient: '收货号',
    problem: '问题类型',
  },
  /** What a line says of one of several orders. */
  ofOrder: (label: string, n: string) => `${label}（第 ${n} 笔订单）`,
  /** How a line of the timeline is known. */
  sources: { record: '核单记录', contact: '联系记录', letter: '已复制的文书', piece: '证据' },
  contactLog: file('联系记录', 'txt'),
  story: { problem: '问题', evidence: '证据', demand: '诉求' },
  wording: {
    cannot_prove,
    cover_file: file('00_封面与目录', 'pdf'),
    instructions_file: instructions,
    instructions: {
      title: '核验说明',
      beginning: [
        '本包用来说明一起网购纠纷的经过。data 文件夹里是证据，每个文件的 SHA-256 值列在 manifest-sha256.txt；其余文件的 SHA-256 值列在 tagmanifest-sha256.txt，该清单带有签名。',
        '按下面的步骤，不用安装别的软件，也不用联网，就能查出有没有文件被改动、替换或删掉。包的结构符合 BagIt 1.0（RFC 8493），用读取 BagIt 的软件也能核验。',
        '各文件的来源、时间和证明目的列在 data/metadata/evidence.csv，可以用 Excel 或 WPS 打开。只列出哈希值、没有随包交付的原件，path 一栏是空的。',
        '「06_外部固证」里的时间戳、公证书和电子回单，请按出具机构公布的办法核验。',
      ].join('\n'),
      unpack:
        '先把压缩包完整解压，不要在压缩软件里直接打开文件；再打开命令行，进入解压出来的文件夹（能看到 bagit.txt 的那一层），逐行运行命令。打开文件不会改动它，但不要编辑后保存。',
      windows:
        '一、Windows\n在上述文件夹的地址栏里输入 cmd 并回车，会打开「命令提示符」。请用命令提示符，不要用 PowerShell。粘贴并运行：',
      windows_one:
        '只核对一个文件时，把 FILE 换成文件名（有空格要加英文双引号），算出的值应与清单里的一致：',
      macos: '二、macOS\n打开「终端」，输入 cd 和一个空格，把上述文件夹拖进窗口并回车，再运行：',
      linux: '三、Linux\n在上述文件夹里打开终端，运行：',
      outcome:
        '四、结果怎么看\nWindows：没有 FAILED，只有一行「OK: 数字」，数字就是相符的文件数。macOS、Linux：每个文件后面都是 OK。\n出现 FAILED，说明这个文件和制作时不一样，或者找不到了。',
      signature:
        '五、核对签名\n三种系统的命令相同，用系统自带的 OpenSSH；Windows 10 及以上如果提示没有 ssh-keygen，可在「可选功能」里添加「OpenSSH 客户端」。',
      fingerprint:
        '显示 Good "hedan-evidence" signature，说明清单和签名相符；显示 Could not verify signature 则不相符。密钥就在包里，所以还要用别的途径（例如制作人当面出示，或写在投诉正文里的指纹）确认密钥是谁的。签名密钥的指纹：',
      cannot_prove: '六、本包不能证明什么',
    },
  },
  cover: {
    language: 'zh-CN',
    title: '证据材料',
    index: '证据目录',
    index_columns: [
      '编号',
      '名称与文件',
      '取得方式',
      '时间',
      '证明目的',
      'SHA-256\n前 16 位',
      '原始载体',
    ] as [string, string, string, string, string, string, string],
    listed_only: '未随包交付，仅列出哈希值',
    matrix: '三流对照',
    matrix_columns: ['编号', '待证事实', '资金流', '订单流', '信息流'] as [
      string,
      string,
      string,
      string,
      string,
    ],
    timeline: '时间线',
    timeline_columns: ['时间', '事项', '依据', '证据'] as [string, string, string, string],
    cannot_prove: '本包不能证明什么',
    fingerprint: '签名密钥指纹：',
  },
  /** Below the title of the paper. */
  lines: {
    number: (number: string) => `案件编号：${number}`,
    made: (when: string) => `制作时间：${when}（北京时间，取自制作人的电脑）`,
    pieces: (n: string) => `证据 ${n} 件。核验方法见「${instructions}」`,
    piecesListed: (n: string, listed: string) =>
      `证据 ${n} 件，其中 ${listed} 件仅列出哈希值。核验方法见「${instructions}」`,
  },
  /** The three principles of evidence, each by what is counted. */
  principles: (pieces: string, proving: string, met: string, musts: string) =>
    `自查：真实性 ${pieces} 件均留存入库时的哈希；关联性 ${proving} 件写明要证明什么；完整性 必要证据 ${met}/${musts}`,
  /** `{page}` and `{pages}` are filled in where the pages are made. */
  footer: (number: string) => `${number} · 第 {page} 页，共 {pages} 页`,
  pageFooter: (id: string, number: string, hash: string) =>
    `证据 ${id} · 第 {page} 页，共 {pages} 页 · ${number} · SHA-256 ${hash}`,
  /** To the user, before anything is handed over. */
  originals: {
    label: '把原件也放进去',
    hint: '打过码的默认只放副本，原件只列哈希值；没打码的会原样放进去。',
    warn: '原件上可能有完整的手机号、银行卡号、证件号和没用过的卡密，交出去就收不回来。平台客服一般不需要原件，法院、公安或鉴定要看时再给。',
    unredacted: (n: string) => `有 ${n} 件带隐私的证据还没有打码副本，会原样放进去`,
    external: '时间戳、公证书和电子回单打了码就没法核验，会原样放进「06_外部固证」。',
  },
  dialog: {
    title: '打包证据',
    inside: '包里有什么',
    /** Of a folder. */
    held: (n: string, size: string) => `${n} 件，${size}`,
    total: (n: string, size: string) => `共交付 ${n} 件，约 ${size}`,
    letters: (n: string) => `复制过的文书 ${n} 份`,
    contacts: (n: string) => `联系记录 ${n} 条`,
    always: '封面与目录（PDF）、时间线、清单和核验说明都会在里面。',
    noPieces: '还没有证据。先到「证据构建」里加上，再来打包。',
    noneHere: '这些证据的文件都不在这台电脑上，没有可以交付的',
    noneChosen: '至少选一件要交付的证据',
    goes: '原样放进去',
    copy: '副本，放进去',
    listed: '有副本，原件只列哈希值',
    unreplaced: '副本没有放进去，原件也只列哈希值',
    elsewhere: '文件不在这台电脑上，只列哈希值',
    out: '不放进去，也不列出',
    uncovered: '可能带隐私，还没有打码副本',
    checkCopies: '副本放进去之前，打开看一眼该盖的地方是不是都盖住了。',
    unseen: (n: string) => `有 ${n} 件原件的副本没有放进去，包里看不到它们的内容`,
    missing: (kinds: string) => `还缺必要的证据：${kinds}`,
    /** The first of what it cannot prove, where nobody has the lists to look into. */
    verifiable: `${unchanged}每个文件的存入时间也写在包里。`,
    pages: '再做一份图片，给只收图片的地方',
    pagesHint: '每张下面写着编号和页码，太长的截图会分成几张',
    pageSize: '每张不超过',
    megabytes: (n: string) => `${n} MB`,
    covered: '收货号、手机号、卡号和卡密在清单、时间线和文书里只显示一部分。',
    full: '收货号、手机号、卡号和卡密会在清单、时间线和文书里完整写出。',
    write: '选位置并打包',
    writing: '正在打包并核验',
    done: '打包好了，已经读回来核验过',
    name: '文件',
    place: '位置',
    size: '大小',
    fingerprint: '签名指纹',
    fingerprintHint: '可以抄进投诉正文，别人就能核对包是不是你做的那一份。',
    hash: '文件的 SHA-256',
    unpaged: (ids: string) => `这几件做不成图片：${ids}`,
    verify: '怎么核验',
    verifyHow: `解压后打开「${instructions}」，照着运行命令，系统自带的工具就够。`,
    show: '打开所在文件夹',
  },
};

export type PacketWords = typeof packet;

import type { Recogniser } from '@/backend';

type Missing = Extract<Recogniser, { state: 'missing' }>;

const languages: Record<string, string> = { chi_sim: '简体中文', eng: '英文' };

export const recogniser = {
  title: '认图',
  ready: (version: string) => `可以认截图上的字（tesseract ${version}）`,
  why: {
    absent: () => '这台电脑上还没有认字的程序 tesseract，图片先只能看，认不了字。',
    unusable: () => '找到了认字的程序 tesseract，但它运行不了，或者版本太旧（要 4 以上）。',
    languages_absent: (missing: Missing) =>
      `认字的程序 tesseract 缺${list(missing)
        .map((each) => languages[each] ?? each)
        .join('、')}的数据。`,
  } satisfies Record<Missing['code'], (missing: Missing) => string>,
  how: {
    linux: '打开终端，运行一行：',
    mac: '打开终端，运行一行：',
    windows:
      '打开终端，运行一行；安装时在「Additional language data」里勾上「Chinese (Simplified)」：',
  },
  copy: (name: string) => `复制 ${name} 的命令`,
  copyYourself: '没复制上，请选中那一行自己复制',
  meanwhile: '不装也行：在页面上全选、复制文字，再粘贴过来，其他都照常。',
  again: '装好了，再看看',
};

function list(missing: Missing): readonly string[] {
  return missing.code === 'languages_absent' ? missing.detail : [];
}

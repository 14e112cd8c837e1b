import type { recogniser as chinese } from '../zh-CN/recogniser';

const languages: Record<string, string> = { chi_sim: 'simplified Chinese', eng: 'English' };

export const recogniser: typeof chinese = {
  title: 'Reading pictures',
  ready: (version) => `Text in screenshots can be read (tesseract ${version})`,
  why: {
    absent: () =>
      'The program that reads pictures, tesseract, is not on this computer. Pictures can be looked at, not read.',
    unusable: () => 'tesseract is there, but does not run or is older than version 4.',
    languages_absent: (missing) => {
      const absent = missing.code === 'languages_absent' ? missing.detail : [];
      return `tesseract lacks its data for ${absent.map((each) => languages[each] ?? each).join(' and ')}.`;
    },
  },
  how: {
    linux: 'Open a terminal and run one line:',
    mac: 'Open a terminal and run one line:',
    windows:
      'Open a terminal and run one line; in the installer, tick “Chinese (Simplified)” under “Additional language data”:',
  },
  copy: (name) => `Copy the command for ${name}`,
  copyYourself: 'It could not be copied; select the line and copy it yourself',
  meanwhile: 'It works without: select and copy the text of the page and paste it here.',
  again: 'Installed, look again',
};

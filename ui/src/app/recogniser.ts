import { onMac } from './shortcuts';

export type System = 'linux' | 'mac' | 'windows';

export function system(): System {
  if (onMac) return 'mac';
  return navigator.userAgent.includes('Windows') ? 'windows' : 'linux';
}

interface Way {
  /** Whose command it is. */
  name: string;
  command: string;
}

/** The commands that install the recogniser with simplified Chinese and English. */
export function commandsFor(of: System): Way[] {
  switch (of) {
    case 'linux':
      return [
        {
          name: 'Debian / Ubuntu',
          command: 'sudo apt install tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-eng',
        },
        { name: 'Fedora', command: 'sudo dnf install tesseract tesseract-langpack-chi_sim' },
        {
          name: 'Arch',
          command: 'sudo pacman -S tesseract tesseract-data-chi_sim tesseract-data-eng',
        },
      ];
    case 'mac':
      return [{ name: 'Homebrew', command: 'brew install tesseract tesseract-lang' }];
    case 'windows':
      return [{ name: 'winget', command: 'winget install UB-Mannheim.TesseractOCR' }];
  }
}

//! Texts, and what becomes of them on the way from a page to the clipboard, and worse.

use std::fs;
use std::path::Path;

use fastrand::Rng;

/// Where every input begins.
pub(super) struct Corpus {
    texts: Vec<String>,
}

/// Longer texts are taken in part, so that an input costs microseconds; now and then in a larger.
const PARTS: [usize; 8] = [150, 150, 300, 300, 300, 300, 600, 2_000];

impl Corpus {
    /// The project's own pages beside the words below.
    pub(super) fn read(root: &Path) -> Self {
        let mut corpus = Self::own();
        let folder = root.join("src-tauri/crates/check/tests/pages");
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<_> = files.map(|file| file.path()).collect();
        // Folders list their files in any order, and the same seed gives the same inputs.
        paths.sort();
        for path in paths {
            let text = fs::read_to_string(path).unwrap_or_default();
            corpus.texts.extend(text.split("=== ").skip(1).map(str::to_owned));
        }
        corpus
    }

    /// The words below alone.
    pub(super) fn own() -> Self {
        Self { texts: SEEDS.iter().map(|&text| text.to_owned()).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn input(&self, rng: &mut Rng) -> String {
        let mut text = self.part(rng);
        for _ in 0..rng.usize(1..6) {
            self.mutate(&mut text, rng);
        }
        text
    }

    fn part(&self, rng: &mut Rng) -> String {
        let text = &self.texts[rng.usize(..self.texts.len())];
        let longest = PARTS[rng.usize(..PARTS.len())];
        let start = if text.len() > longest { rng.usize(..text.len() - longest) } else { 0 };
        let (start, end) = (text.floor_char_boundary(start), (start + longest).min(text.len()));
        text[start..text.floor_char_boundary(end)].to_owned()
    }

    fn mutate(&self, text: &mut String, rng: &mut Rng) {
        let at = text.floor_char_boundary(rng.usize(..=text.len()));
        match rng.u8(..10) {
            0 | 1 => text.insert(at, hostile(rng)),
            2 => text.insert_str(at, TOKENS[rng.usize(..TOKENS.len())]),
            3 => {
                let end = text.floor_char_boundary((at + rng.usize(..40)).min(text.len()));
                text.replace_range(at..end.max(at), "");
            }
            4 => {
                let end = text.floor_char_boundary((at + rng.usize(..200)).min(text.len()));
                let again = text[at..end.max(at)].to_owned();
                text.insert_str(at, &again);
            }
            5 => text.insert_str(at, &self.part(rng)),
            6 => text.truncate(at),
            7 => *text = text.chars().map(|c| seldom(c, rng)).collect(),
            8 => *text = text.chars().map(|c| other_digit(c, rng)).collect(),
            _ => {
                // Long runs of one thing, seldom very long.
                let most = if rng.u16(..2_000) == 0 { 20_000 } else { 60 };
                let token = if rng.bool() {
                    hostile(rng).to_string()
                } else {
                    TOKENS[rng.usize(..TOKENS.len())].to_owned()
                };
                text.insert_str(at, &token.repeat(rng.usize(..most)));
            }
        }
    }
}

/// Another character one time in eight.
fn seldom(character: char, rng: &mut Rng) -> char {
    if rng.u8(..8) == 0 { hostile(rng) } else { character }
}

/// Any character, most often one that makes trouble.
fn hostile(rng: &mut Rng) -> char {
    const TROUBLE: &[char] = &[
        '\0',
        '\n',
        '\r',
        '\t',
        ' ',
        '\u{A0}',
        '\u{AD}',
        '\u{200B}',
        '\u{200D}',
        '\u{200E}',
        '\u{202E}',
        '\u{2028}',
        '\u{2066}',
        '\u{3000}',
        '\u{FEFF}',
        '\u{FFFD}',
        '\u{E000}',
        '\u{10FFFF}',
        '\u{301}',
        '\u{FE0F}',
        '\u{1F468}',
        '\u{1F1E8}',
        '\u{FF10}',
        '\u{FF1A}',
        '\u{FFE5}',
        '\u{0661}',
        '\u{130}',
        '\u{DF}',
        '\u{1E9E}',
        '\u{FB03}',
        '\u{3C2}',
        '\u{4E00}',
        '\u{5341}',
        '*',
        '\u{2022}',
        'x',
        'X',
        '+',
        '-',
        '@',
        '.',
        ',',
        ':',
        '/',
        '\\',
        '"',
        '<',
        '&',
        '%',
        '0',
        '1',
        '9',
    ];
    if rng.u8(..4) == 0 { rng.char(..) } else { TROUBLE[rng.usize(..TROUBLE.len())] }
}

/// The digit in another width or script.
fn other_digit(character: char, rng: &mut Rng) -> char {
    let Some(digit) = character.to_digit(10).filter(|_| rng.u8(..4) == 0) else { return character };
    let zero = [0xFF10, 0x0660, 0x06F0, 0x0966, 0x1_D7CE, 0x2080][rng.usize(..6)];
    char::from_u32(zero + digit).unwrap_or(character)
}

/// Pieces that pages and numbers are made of.
const TOKENS: &[&str] = &[
    "面值",
    "单价",
    "数量",
    "合计",
    "实付款",
    "充值号码",
    "订单号",
    "订单状态",
    "优惠",
    "手续费",
    "元",
    "¥",
    "\u{FFE5}",
    "100元",
    "98.5",
    "x10",
    "×",
    "¥99999999999999999999.99",
    "0.00",
    "-1",
    "2026-02-30 25:61",
    "全国移动",
    "电信一区",
    "月卡",
    "12个月",
    "直充",
    "138****8000",
    "13800138000",
    "+86",
    "0086",
    "@qq.com",
    "https://",
    "s.team/p/",
    "<td>",
    "</",
    "&nbsp;",
    "\r\n",
    "\t",
    ": ",
    "\u{FF1A}",
    "已选",
    "共",
    "件",
    "折",
    "到手价",
    "十",
    "零一二三四五六七八九",
];

const SEEDS: &[&str] = &[
    "",
    "18612340000",
    "+86 186-1234-0000",
    "1861234OOOO",
    "100200300",
    "6222 0212 3456 7894",
    "lin.xia@example.org",
    "hedan_test88",
    "s.team/p/abcd-efgh/WXYZ",
    "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX",
    "11010519491231002X",
    "确认订单\n全国移动话费充值 100元\n面值：100元\n数量：1\n充值号码：18612340000\n优惠：-¥0.50\n实付款：¥99.30",
    "我：充100话费\n卖家：好的亲 一共98.5元\n我：号码 186 1234 0000",
    "商品 单价 数量 小计\n原神 6480创世结晶 648.00 1 648.00\nUID 100200300 天空岛",
    "订单号：20261122140000123456\n订单状态：待支付\n应付金额：1,280.00元\n下单时间：2026-11-22 14:00:00",
    "购物车\n☑ 爱奇艺黄金会员 年卡 ¥198 ×1\n☐ 腾讯视频 月卡 ¥25 ×2\n合计：¥198",
];

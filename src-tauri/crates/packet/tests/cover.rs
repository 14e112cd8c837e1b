//! The paper on top is one that readers of PDF take, in Chinese.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test writes files, and may end where it fails"
)]

mod support;

use std::fs;

use packet::{Contents, CoverError, CoverWords, Fonts, NoChineseFont, WriteError, cover};
use support::{CANNOT_PROVE, absent, contents, key, run, said};

fn words() -> CoverWords {
    let words = |text: &str| text.to_owned();
    CoverWords {
        language: words("zh-CN"),
        title: words("证据材料"),
        lines: vec![words("案件编号：20260301-A"), words("制作时间：2026年3月2日 09:30")],
        index: words("证据目录"),
        index_columns: [
            "编号",
            "名称与文件",
            "取得方式",
            "时间",
            "证明什么",
            "SHA-256 前16位",
            "原件在哪",
        ]
        .map(words),
        listed_only: words("未随包交付，只列出哈希值"),
        matrix: words("三流对账"),
        matrix_columns: ["编号", "待证事实", "资金流", "订单流", "信息流"].map(words),
        timeline: words("时间线"),
        timeline_columns: ["时间", "发生了什么", "依据", "证据"].map(words),
        cannot_prove: words("不能证明什么"),
        fingerprint: words("签名密钥指纹："),
        footer: words("20260301-A · 第 {page} 页，共 {pages} 页"),
    }
}

fn fonts() -> Option<Fonts> {
    Fonts::of_system().ok().or_else(|| absent("a font for Chinese"))
}

/// As long as those of real cases, with texts that do not fit.
fn long() -> Contents<'static> {
    let mut contents = contents();
    for at in 0..60 {
        let name = format!("聊天记录 第{at}页 {}.png", "很长的名字".repeat(at % 7));
        let mut piece = support::piece(&format!("F{at:03}"), "03_信息流", &name, vec![0; 9]);
        piece.about.flow = Some(model::Flow::PROVING[at % 3]);
        "截图导入".clone_into(&mut piece.about.acquired_by);
        "本人手机".clone_into(&mut piece.about.held_on);
        contents.pieces.push(piece);
    }
    let odd = "表情 \u{1F600}\u{FE0F}，零宽\u{200B}，ไทย";
    odd.clone_into(&mut contents.pieces[0].about.title);
    contents.pieces[4].about.proves = vec!["一句很长的话，".repeat(400)];
    contents
}

#[test]
fn poppler_takes_it_and_gives_its_text_back() {
    let Some(mut fonts) = fonts() else { return };
    let pdf = cover(&long(), &words(), &key(), &mut fonts).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cover.pdf");
    fs::write(&path, &pdf).unwrap();
    if let Ok(keep) = std::env::var("HEDAN_KEEP") {
        fs::write(format!("{keep}/cover.pdf"), &pdf).unwrap();
    }
    let Some(info) = run("pdfinfo", &["cover.pdf"], folder.path()) else { return };
    assert!(info.status.success() && info.stderr.is_empty(), "{}", said(&info));
    let text = run("pdftotext", &["-layout", "cover.pdf", "-"], folder.path()).unwrap();
    assert!(text.status.success() && text.stderr.is_empty(), "{}", said(&text));
    // Lines are broken where they must be.
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let text = plain(&String::from_utf8(text.stdout).unwrap());
    for wanted in [
        "话费充值未到账",
        "案件编号：20260301-A",
        "2026030112345678901",
        "请在3个工作日内退还98.50元",
        "三流对账",
        "付款98.50元",
        "[U+1F600]",
        "零宽，",
        "[U+0E44]",
        "未随包交付",
        "第1页，共",
        &key().fingerprint(),
    ] {
        assert!(text.contains(&plain(wanted)), "{wanted} in {text}");
    }
    for line in CANNOT_PROVE.lines() {
        assert!(text.contains(&plain(line)), "what it cannot prove");
    }
    let draw = ["-r", "40", "-png", "cover.pdf", "page"];
    let drawn = run("pdftoppm", &draw, folder.path()).unwrap();
    assert!(drawn.status.success() && drawn.stderr.is_empty(), "{}", said(&drawn));
}

/// The lines of each page, blanks left out; `None` without poppler.
fn told(contents: &Contents<'_>, fonts: &mut Fonts) -> Option<Vec<Vec<String>>> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), cover(contents, &words(), &key(), fonts).unwrap())
        .unwrap();
    let text = run("pdftotext", &["-layout", "a.pdf", "-"], folder.path())?;
    let text = String::from_utf8(text.stdout).unwrap();
    let plain = |line: &str| line.split_whitespace().collect::<String>();
    let lines = |page: &str| page.lines().map(plain).filter(|line| !line.is_empty()).collect();
    Some(text.trim_end_matches('\u{C}').split('\u{C}').map(lines).collect())
}

#[test]
fn every_page_says_which_of_how_many_it_is() {
    let Some(mut fonts) = fonts() else { return };
    let Some(pages) = told(&long(), &mut fonts) else { return };
    assert!(pages.len() > 5, "{} pages", pages.len());
    for (at, page) in pages.iter().enumerate() {
        let foot = format!("20260301-A·第{}页，共{}页", at + 1, pages.len());
        assert_eq!(page.last(), Some(&foot), "page {}", at + 1);
    }
}

#[test]
fn the_head_of_a_table_stands_on_every_page_that_it_reaches() {
    let Some(mut fonts) = fonts() else { return };
    let mut contents = contents();
    contents.timeline.clear();
    // Higher than a page, so that it goes on on the next ones.
    contents.pieces[4].about.proves = vec!["一句很长的话，".repeat(900)];
    let Some(pages) = told(&contents, &mut fonts) else { return };
    let index = |page: &Vec<String>| page.iter().any(|line| line.starts_with("编号名称与文件"));
    let first = pages.iter().position(index).unwrap();
    let matrix = |page: &Vec<String>| page.iter().any(|line| line.starts_with("三流对账"));
    let last = pages.iter().position(matrix).unwrap();
    assert!(last - first > 2, "{first} to {last}");
    for (at, page) in pages.iter().enumerate().take(last).skip(first) {
        assert!(index(page), "page {}: {:?}", at + 1, &page[..2]);
    }
}

#[test]
fn where_originals_are_is_a_column_only_where_somebody_says_it() {
    let Some(mut fonts) = fonts() else { return };
    let mut contents = contents();
    let silent = told(&contents, &mut fonts);
    "本人手机".clone_into(&mut contents.pieces[0].about.held_on);
    let Some((silent, said)) = silent.zip(told(&contents, &mut fonts)) else { return };
    let is_there = |pages: &[Vec<String>], word: &str| pages.concat().concat().contains(word);
    assert!(!is_there(&silent, "原件在哪") && is_there(&silent, "证明什么"));
    assert!(is_there(&said, "原件在哪") && is_there(&said, "本人手机"));
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_page() {
    let Some(mut fonts) = fonts() else { return };
    let headings = ["问题", "诉求", "证据目录", "三流对账", "时间线", "不能证明什么"];
    for lines in 0..40 {
        let mut contents = contents();
        contents.pieces.truncate(9);
        contents.case.story[0].paragraphs = vec!["一行。".to_owned(); lines];
        // The first row of each table is not a low one.
        contents.pieces[0].about.proves = vec!["第一行\n第二行\n第三行\n第四行\n第五行".to_owned()];
        contents.timeline[0].what = "第一行\n第二行\n第三行\n第四行\n第五行".to_owned();
        let Some(pages) = told(&contents, &mut fonts) else { return };
        for (at, page) in pages.iter().enumerate() {
            // Above the number of the page.
            let last = page.iter().rev().nth(1).unwrap();
            let is_head = last.starts_with("编号") || last.starts_with("时间发生了什么");
            let alone = headings.contains(&last.as_str()) || is_head;
            assert!(!alone, "{lines} lines, page {}: {last}", at + 1);
        }
    }
}

#[test]
fn what_proves_nothing_in_words_still_serves_its_flow() {
    let Some(mut fonts) = fonts() else { return };
    let mut contents = contents();
    contents.pieces.truncate(6);
    contents.timeline.clear();
    contents.pieces[4].about.proves.clear();
    contents.pieces[5].about.proves.clear();
    contents.pieces[5].about.flow = None;
    let Some(pages) = told(&contents, &mut fonts) else { return };
    let lines: Vec<String> = pages.concat();
    let matrix = lines.iter().position(|line| line.starts_with("三流对账")).unwrap();
    let in_matrix = |wanted: &str| lines[matrix..].iter().any(|line| line == wanted);
    assert!(in_matrix("E005\u{25CF}"), "{:?}", &lines[matrix..]);
    assert!(!lines[matrix..].iter().any(|line| line.starts_with("E006")), "it serves none");
}

#[test]
fn it_says_its_language() {
    let Some(mut fonts) = fonts() else { return };
    let english = CoverWords { language: "en".to_owned(), ..words() };
    for (words, wanted) in [(words(), &b"/Lang(zh-CN)"[..]), (english, b"/Lang(en)")] {
        let pdf = cover(&contents(), &words, &key(), &mut fonts).unwrap();
        assert!(pdf.windows(wanted.len()).any(|bytes| bytes == wanted), "{}", words.language);
    }
}

#[test]
fn the_same_contents_make_the_same_paper() {
    let (Some(mut first), Some(mut second)) = (fonts(), fonts()) else { return };
    let made = cover(&long(), &words(), &key(), &mut first).unwrap();
    assert!(made == cover(&long(), &words(), &key(), &mut first).unwrap(), "with the same fonts");
    assert!(made == cover(&long(), &words(), &key(), &mut second).unwrap(), "and with new ones");
}

#[test]
fn a_packet_with_its_paper_is_whole() {
    let Some(mut fonts) = fonts() else { return };
    let mut contents = contents();
    contents.cover = Some(cover(&contents, &words(), &key(), &mut fonts).unwrap());
    let made = support::make(&contents);
    assert_eq!(made.report().faults, []);
    let Some(bag) = made.unpacked() else { return };
    assert_eq!(fs::read(bag.join("00_封面与目录.pdf")).unwrap(), contents.cover.unwrap());
    assert_ne!(support::hashes_are_good(&bag), Some(false));
}

#[test]
fn without_a_font_or_the_word_on_what_it_cannot_prove_there_is_none() {
    assert_eq!(Fonts::of_files(Vec::new()).err(), Some(NoChineseFont));
    assert_eq!(Fonts::of_files(vec![b"no font".to_vec()]).err(), Some(NoChineseFont));
    // One for Latin alone, where there is one.
    if let Ok(latin) = fs::read("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf") {
        assert_eq!(Fonts::of_files(vec![latin]).err(), Some(NoChineseFont));
    }
    let Some(mut fonts) = fonts() else { return };
    let mut silent = contents();
    silent.wording.cannot_prove.clear();
    let none = cover(&silent, &words(), &key(), &mut fonts);
    assert!(matches!(none, Err(CoverError::Contents(WriteError::NothingSaid))));
}

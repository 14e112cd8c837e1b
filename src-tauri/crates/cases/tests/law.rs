//! The law as data: its form, the texts it was compared with, and what must never be said.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may end where it fails")]
#![allow(clippy::disallowed_methods, reason = "a test may read what lies beside it")]

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    path::{Path, PathBuf},
};

use cases::Problem;
use cases::law::{
    ClaimFound, Footing, LawUse, Provision, all, claims, for_use, forbidden_in, parse, provision,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde::Deserialize;

const TODAY: Date = date(2026, 11, 22);

/// For what the identities of a law's provisions begin with, with what its text's file begins.
const STATUTES: [(&str, &str); 15] = [
    ("elaw", "电子商务法"),
    ("trade", "网络交易监督管理办法"),
    ("online", "法释2022-8号"),
    ("prepaid", "最高人民法院关于审理预付式消费"),
    ("cpl", "消费者权益保护法("),
    ("cplreg", "消费者权益保护法实施条例"),
    ("penalty", "侵害消费者权益行为处罚办法"),
    ("complaint", "市场监督管理投诉举报处理办法"),
    ("civil", "民法典"),
    ("general", "最高人民法院关于适用《民法典》总则编"),
    ("evidence", "最高人民法院关于民事诉讼证据"),
    ("litigation", "人民法院在线诉讼规则"),
    ("signature", "电子签名法"),
    ("procedure", "民事诉讼法"),
    ("minors", "未成年人网络保护条例"),
];
const FRAUD: (&str, &str) = ("fraud", "反电信网络诈骗法");

#[test]
fn every_file_is_read_and_every_provision_is_whole() {
    let mut files = 0;
    for (name, text) in files_of(&root().join("src-tauri/crates/cases/data/law"), &["toml"]) {
        if !name.ends_with("forbidden.toml") {
            files += parse(&text).unwrap_or_else(|e| panic!("{name}: {e}")).len();
        }
    }
    assert_eq!(files, all().len(), "a file is not named in the code");
    let ids: BTreeSet<_> = all().iter().map(|provision| &provision.id).collect();
    assert_eq!(ids.len(), all().len(), "an id is there twice");
    for provision in all() {
        let id = &provision.id.0;
        assert!(provision.until.is_none_or(|until| provision.from < until), "{id}: dates");
        assert!(provision.from <= provision.verified_on, "{id}: compared before it was law");
        assert!(provision.verified_on <= TODAY, "{id}: compared in the future");
        for words in [&provision.gist, &provision.cited, &provision.law] {
            assert!(words.zh.chars().any(is_chinese), "{id}: {}", words.zh);
            assert!(
                !words.en.is_empty() && !words.en.chars().any(is_chinese),
                "{id}: {}",
                words.en
            );
        }
        assert!(provision.gist.zh.chars().count() <= 110, "{id}: a gist is short");
        let source = &provision.source;
        for named in [&source.title, &source.document, &source.compared_with] {
            assert!(!named.is_empty(), "{id}: its source is not named");
        }
        let uses: BTreeSet<_> = provision.uses.iter().collect();
        assert!(!uses.is_empty() && uses.len() == provision.uses.len(), "{id}: uses");
        let problems: BTreeSet<_> = provision.problems.iter().collect();
        assert_eq!(problems.len(), provision.problems.len(), "{id}: a problem is there twice");
        let asserted = provision.uses.iter().any(|purpose| purpose.asserts());
        assert!(
            !(asserted && provision.footing == Footing::Arguable),
            "{id}: what is uncertain is no claim"
        );
        let tail = id.rsplit_once(&format!("_{}", provision.article)).map(|(_, tail)| tail);
        assert!(tail.is_some_and(|tail| tail.is_empty() || tail.starts_with('_')), "{id}: article");
    }
}

#[test]
fn what_is_repealed_is_not_here() {
    for provision in all() {
        assert!(provision.is_in_force(TODAY), "{}: not in force", provision.id.0);
    }
}

#[test]
fn what_may_be_cited_depends_on_place_problem_and_day() {
    let ids = |purpose, problem: Option<Problem>, on| -> Vec<&str> {
        for_use(purpose, problem, on).into_iter().map(|p| p.id.0.as_str()).collect()
    };
    let double = Some(Problem::DoublePayment);
    assert_eq!(ids(LawUse::LetterPayment, double, TODAY), ["elaw_53", "elaw_55"]);
    assert_eq!(
        ids(LawUse::LetterPayment, Some(Problem::UnauthorisedPayment), TODAY),
        ["elaw_53", "elaw_57"]
    );
    assert_eq!(ids(LawUse::LetterPayment, None, TODAY), ["elaw_53"], "what is about any problem");
    let mistake = Some(Problem::WrongSpec);
    let letters = ids(LawUse::LetterPlatform, mistake, TODAY);
    assert!(letters.contains(&"elaw_50") && letters.contains(&"online_2"));
    assert!(!letters.contains(&"civil_147"), "rescission is for a court, not for a letter");
    assert!(!letters.contains(&"cpl_25"), "the seven days are no claim for digital goods");
    assert!(ids(LawUse::CourtInformation, mistake, TODAY).contains(&"civil_152"));
    let before = ids(LawUse::Complaint12315, double, date(2026, 4, 14));
    assert!(before.iter().all(|id| !id.starts_with("complaint_")), "not yet in force");
    let after = ids(LawUse::Complaint12315, double, date(2026, 4, 15));
    assert!(after.contains(&"complaint_16_2"));
}

#[test]
fn every_problem_finds_something_to_cite() {
    let problems = [
        Problem::WrongGoods,
        Problem::WrongSpec,
        Problem::WrongRecipient,
        Problem::WrongAccount,
        Problem::DoublePayment,
        Problem::NoVoucher,
        Problem::NotDelivered,
        Problem::ResupplyFailed,
        Problem::NotAsDescribed,
        Problem::VoucherUnusable,
        Problem::AccountRestricted,
        Problem::TermsDispute,
        Problem::Cancellation,
        Problem::Overcharged,
        Problem::Fraud,
        Problem::Minor,
        Problem::UnauthorisedPayment,
    ];
    for problem in problems {
        let own = for_use(LawUse::Explanation, problem, TODAY);
        assert!(
            own.iter().any(|p| p.problems.contains(&problem)),
            "{problem:?}: only generalities"
        );
    }
}

#[test]
fn a_claim_is_recognised_and_what_is_right_is_not() {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sentences {
        wrong: Vec<String>,
        right: Vec<String>,
    }
    let sentences: BTreeMap<String, Sentences> =
        toml::from_str(include_str!("law/claims.toml")).unwrap();
    let ids: BTreeSet<_> = claims().map(|claim| claim.id.0.as_str()).collect();
    let with: BTreeSet<_> = sentences.keys().map(String::as_str).collect();
    assert_eq!(ids, with, "each claim has its sentences");
    let mut failures = Vec::new();
    for (id, Sentences { wrong, right }) in &sentences {
        assert!(wrong.len() >= 3 && right.len() >= 3, "{id}: too few sentences");
        for text in wrong {
            if !forbidden_in(text).iter().any(|found| found.id.0 == *id) {
                failures.push(format!("{id} misses: {text}"));
            }
        }
        for text in right {
            for found in forbidden_in(text) {
                failures.push(format!("{} finds in {id}: {text}", found.id.0));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

proptest! {
    /// The words of a finding can be shown whatever stands around them.
    #[test]
    fn a_place_is_always_a_part_of_the_text(before in "\\PC{0,40}", after in "\\PC{0,40}") {
        let text = format!("{before}。第 20\u{200B} 号令。{after}");
        let found = forbidden_in(&text);
        prop_assert!(found.iter().any(|place| place.id.0 == "order_20"), "{text}");
        for place in found {
            prop_assert!(!place.words(&text).is_empty(), "{}: {text}", place.id.0);
        }
    }
}

#[test]
fn a_claim_points_to_what_is_right() {
    for claim in claims() {
        let id = &claim.id.0;
        assert!(!claim.wrong.zh.is_empty() && !claim.wrong.en.is_empty(), "{id}: why?");
        if let Some(right) = &claim.provision {
            assert!(provision(&right.0).is_some(), "{id}: there is no {}", right.0);
        }
    }
}

#[test]
fn nothing_of_ours_makes_a_wrong_claim() {
    let root = root();
    let mut texts = files_of(&root.join("src-tauri/crates/cases/data"), &["toml", "md"]);
    texts.extend(files_of(&root.join("src-tauri/crates/check/data/categories"), &["toml"]));
    texts.extend(files_of(&root.join("ui/src/i18n"), &["ts"]));
    texts.extend(files_of(&root.join("docs"), &["md"]));
    for name in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"] {
        texts.push((name.to_owned(), fs::read_to_string(root.join(name)).unwrap()));
    }
    assert!(texts.len() > 40, "the texts are not where they were: {}", texts.len());
    let mut found = Vec::new();
    for (name, text) in &texts {
        // What recognises a claim, and what says why it is wrong, is written in its words.
        if name.ends_with("law/forbidden.toml") {
            continue;
        }
        // A document wraps its sentences; data and wordings have one on a line.
        let text = if Path::new(name).extension().is_some_and(|end| end == "md") {
            text.replace("\n\n", "。").replace('\n', " ")
        } else {
            text.clone()
        };
        let in_words = |place: ClaimFound| {
            let words = place.words(&text).to_owned();
            format!("{name}: {}: {words}", place.id.0)
        };
        found.extend(forbidden_in(&text).into_iter().map(in_words));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The texts lie beside the repository, if anywhere.
#[test]
fn every_article_is_in_its_text() {
    let Some(statutes) = Statutes::beside() else { return };
    for provision in all() {
        let id = &provision.id.0;
        let text = statutes.article(provision).unwrap_or_else(|| panic!("{id}: no such article"));
        for item in &provision.items {
            let number = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][*item as usize];
            assert!(text.contains(&format!("（{number}）")), "{id}: no item {item}");
        }
        // Some copies run an article's paragraphs together.
        let paragraphs =
            text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['（', '#']));
        let paragraph = usize::from(provision.paragraph.unwrap_or(1));
        assert!(paragraphs.count() >= paragraph, "{id}: no paragraph {paragraph}");
    }
}

#[test]
fn a_gist_is_in_words_of_our_own() {
    const RUN: usize = 24;
    let Some(statutes) = Statutes::beside() else { return };
    let plain = |text: &str| -> Vec<char> { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let texts: Vec<Vec<char>> = statutes.texts.iter().map(|(_, text)| plain(text)).collect();
    let runs: HashSet<&[char]> = texts.iter().flat_map(|text| text.windows(RUN + 1)).collect();
    for provision in all() {
        let gist = plain(&provision.gist.zh);
        let copied = gist.windows(RUN + 1).find(|run| runs.contains(run));
        assert!(copied.is_none(), "{}: copied: {copied:?}", provision.id.0);
    }
}

struct Statutes {
    /// With the names of their files.
    texts: Vec<(String, String)>,
}

impl Statutes {
    fn beside() -> Option<Self> {
        let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        let folder =
            above.find_map(|folder| Some(folder.join("shared/law")).filter(|f| f.is_dir()))?;
        Some(Self { texts: files_of(&folder, &["md"]) })
    }

    fn article(&self, provision: &Provision) -> Option<&str> {
        let (prefix, _) = provision.id.0.split_once('_')?;
        let mut known = STATUTES.iter().chain([&FRAUD]);
        let (_, begin) = known.find(|(known, _)| *known == prefix)?;
        let number = provision.cited.zh.split_once('》')?.1;
        let (number, _) = number.split_once('条')?;
        let texts = self.texts.iter().filter(|(name, _)| name.starts_with(begin));
        texts.into_iter().find_map(|(_, text)| of_article(text, number))
    }
}

/// From the head of the article to that of the next.
fn of_article<'a>(text: &'a str, number: &str) -> Option<&'a str> {
    let head = |line: &str| -> Option<String> {
        let line = line.trim_start_matches(['*', ' ']);
        let line = line.split_once("办法 ").filter(|(law, _)| law.len() < 60).map_or(line, |p| p.1);
        let (number, _) = line.strip_prefix('第')?.split_once('条')?;
        let numeral = |c: char| "一二三四五六七八九十百千零".contains(c);
        (!number.is_empty() && number.chars().all(numeral)).then(|| format!("第{number}"))
    };
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match (head(line), start) {
            (Some(found), None) if found == number => start = Some(at),
            (Some(_), Some(start)) => return Some(&text[start..at]),
            _ => {}
        }
        at += line.len();
    }
    start.map(|start| &text[start..])
}

fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize().unwrap()
}

/// The files below a folder that end so, with their way from it.
fn files_of(folder: &Path, ends: &[&str]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let below = files_of(&path, ends).into_iter();
            files.extend(below.map(|(below, text)| (format!("{name}/{below}"), text)));
        } else if path.extension().is_some_and(|end| ends.iter().any(|wanted| end == *wanted)) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    files
}

//! A case with evidence of all sorts, and the programs that packets are held against.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "help for tests, which write files and run the programs of others"
)]

pub(crate) mod programs;

use std::{
    fs::{self, File},
    io,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::Output,
};

use model::{Flow, Sha256Hex};
use packet::{
    About, Case, CaseFact, Contents, InstructionWords, MadeFiles, Moment, Piece, Section,
    SigningKey, Text, Wording, Written, write,
};
use sha2::{Digest as _, Sha256};

#[allow(unused_imports, reason = "each test takes what it needs")]
pub(crate) use programs::{absent, accepts, bagit, run, takes};

pub(crate) const CANNOT_PROVE: &str = "本软件记录并可核验：文件自入库后未变。它不能证明截图内容\
    真实、未在入库前修改，也不替代公证、可信时间戳或平台原始数据。\n请保留原手机和账号，随时可当面\
    展示。";

pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed(&[42; 32]).unwrap()
}

pub(crate) fn hash(bytes: &[u8]) -> Sha256Hex {
    <[u8; 32]>::from(Sha256::digest(bytes)).into()
}

pub(crate) fn piece(id: &str, folder: &str, name: &str, bytes: Vec<u8>) -> Piece<'static> {
    Piece {
        id: id.to_owned(),
        folder: folder.to_owned(),
        file_name: name.to_owned(),
        sha256: hash(&bytes),
        size: bytes.len() as u64,
        open: Some(Box::new(move || Ok(Box::new(io::Cursor::new(bytes.clone()))))),
        about: About {
            title: format!("证据 {id}"),
            media_type: "image/png".to_owned(),
            imported_at: "2026-03-01T10:00:00+08:00".to_owned(),
            shown_at: "3月1日 10:00 导入".to_owned(),
            flow: Some(Flow::Money),
            proves: vec!["已付款 98.50 元".to_owned(), "收款方是平台".to_owned()],
            ..About::default()
        },
    }
}

/// Names that make trouble somewhere.
pub(crate) fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "支付凭证.png",
        "支付 凭证 2026 03 01.png",
        "100%折扣 %25 %0A.png",
        "../../etc/passwd",
        "a\\b:c*d?e\"f<g>h|i.png",
        "CON.txt",
        "Case.PNG",
        "case.png",
        "e\u{301}t\u{E9}.png",
        "line\nbreak\r.png",
        "\u{202E}gnp.exe",
        "emoji \u{1F600}.png",
        "'quoted' $HOME `x` & ; .png",
        "=cmd|' /C calc'!A0.csv",
        "dots...",
        "",
    ]
    .map(str::to_owned)
    .to_vec();
    names.push(format!("{}.jpeg", "长".repeat(200)));
    names.push(format!("{}.jpeg", "x".repeat(200)));
    names
}

pub(crate) fn contents() -> Contents<'static> {
    let folders = ["01_资金流", "02_订单流", "03_信息流", "05_脱敏副本"];
    let mut pieces: Vec<Piece<'static>> = Vec::new();
    for (at, name) in names().iter().enumerate() {
        let bytes = format!("bytes of {at}").repeat(at * 7).into_bytes();
        pieces.push(piece(&format!("E{:03}", at + 1), folders[at % 4], name, bytes));
    }
    // The same name in one folder, and an original that is listed alone.
    pieces[3].about.redacted_of = vec!["E002".to_owned()];
    pieces[1].open = None;
    "=HYPERLINK(\"x\")".clone_into(&mut pieces[2].about.note);
    Contents {
        name: "20260301-A_证据包_2026-03-02".to_owned(),
        made_at: "2026-03-02T09:30:00+08:00[+08:00]".parse().unwrap(),
        case: case(),
        pieces,
        timeline: vec![
            moment("2026-03-01T10:00:00+08:00", "3月1日 10:00", "付款 98.50 元", &["E001"]),
            moment(
                "2026-03-01T10:05:00+08:00",
                "3月1日 10:05",
                "未到账，联系客服",
                &["E003", "E004"],
            ),
        ],
        log: vec![serde_json::json!({ "seq": 1, "action": "CheckSealed" }); 3],
        texts: vec![Text {
            folder: "03_信息流".to_owned(),
            file_name: "投诉信.txt".to_owned(),
            text: "您好：\n订单未到账。\n".to_owned(),
        }],
        made: vec![MadeFiles {
            folder: "09_上传件".to_owned(),
            make: Box::new(|| {
                let page = |at: u8| ("E001.jpg".to_owned(), vec![at; 3000]);
                Ok((1..=3).map(page).collect())
            }),
        }],
        cover: None,
        wording: wording(),
    }
}

fn case() -> Case {
    let fact = |key: &str, label: &str, value: &str| CaseFact {
        key: key.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
    };
    let section = |heading: &str, text: &str| Section {
        heading: heading.to_owned(),
        paragraphs: vec![text.to_owned()],
    };
    Case {
        number: "20260301-A".to_owned(),
        group: Some("3f".repeat(32)),
        title: "话费充值未到账".to_owned(),
        facts: vec![
            fact("platform", "平台", "淘宝"),
            fact("order", "订单号", "2026030112345678901"),
            fact("amount", "实付金额", "98.50 元"),
        ],
        story: vec![
            section(
                "问题",
                "2026 年 3 月 1 日 10:00 为尾号 5678 的手机充值 100 元，付款后超过 24 小时没有到账。",
            ),
            section("诉求", "请在 3 个工作日内退还 98.50 元，或说明到账时间。"),
        ],
    }
}

fn moment(at: &str, shown: &str, what: &str, pieces: &[&str]) -> Moment {
    Moment {
        at: at.to_owned(),
        shown: shown.to_owned(),
        what: what.to_owned(),
        source: "支付账单".to_owned(),
        pieces: pieces.iter().map(|id| (*id).to_owned()).collect(),
    }
}

fn wording() -> Wording {
    let words = |text: &str| text.to_owned();
    Wording {
        cannot_prove: words(CANNOT_PROVE),
        cover_file: words("00_封面与目录.pdf"),
        instructions_file: words("核验说明.txt"),
        instructions: InstructionWords {
            title: words("核验说明"),
            beginning: words("本包里的每个文件都有 SHA-256 值。"),
            unpack: words("先解压，再进入解压出来的文件夹。"),
            windows: words("Windows："),
            windows_one: words("Windows 上只看一个文件（FILE 换成文件名）："),
            macos: words("macOS："),
            linux: words("Linux："),
            outcome: words("每行都是 OK 才算通过。"),
            signature: words("核对签名："),
            fingerprint: words("签名密钥的指纹："),
            cannot_prove: words("不能证明什么："),
        },
    }
}

/// A packet in a file of its own, in a folder that goes with it.
pub(crate) struct Made {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) zip: PathBuf,
    pub(crate) written: Written,
}

pub(crate) fn make(contents: &Contents<'_>) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("packet.zip");
    let out = File::create(&zip).unwrap();
    let written = write(contents, &key(), out, &mut on).unwrap();
    Made { folder, zip, written }
}

pub(crate) fn on(_: packet::Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

impl Made {
    pub(crate) fn report(&self) -> packet::Report {
        packet::verify(&self.zip, &mut on).unwrap()
    }

    /// Unpacks it with `unzip` and gives the folder that holds the bag. `None` without it.
    pub(crate) fn unpacked(&self) -> Option<PathBuf> {
        let to = self.folder.path().join("unpacked");
        let zip = self.zip.to_str().unwrap();
        let done = run("unzip", &["-q", zip, "-d", to.to_str().unwrap()], self.folder.path())?;
        assert!(done.status.success(), "{}", said(&done));
        let all: Vec<_> = fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(all.len(), 1, "one bag and nothing beside it");
        all.into_iter().next()
    }
}

pub(crate) fn said(output: &Output) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// As the instructions say it.
pub(crate) fn signature_is_good(folder: &Path) -> Option<bool> {
    let command = "ssh-keygen -Y verify -f allowed_signers -I hedan -n hedan-evidence \
                   -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt";
    takes(command, folder)
}

pub(crate) fn hashes_are_good(folder: &Path) -> Option<bool> {
    let check = |manifest| accepts("sha256sum", &["--strict", "--quiet", "-c", manifest], folder);
    Some(check("manifest-sha256.txt")? && check("tagmanifest-sha256.txt")?)
}

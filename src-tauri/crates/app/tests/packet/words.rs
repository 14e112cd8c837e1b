//! The words of a packet, what stands in one, and what others say of it.

use std::fs;
use std::path::Path;

use app::{PacketWish, PacketWords};
use serde_json::json;

pub(crate) const CANNOT_PROVE: &str = "本包不能证明画面的内容属实。";
/// As the instructions say it, in the folder that was unpacked.
pub(crate) const SHA256SUM: &str = "sha256sum --strict --quiet -c manifest-sha256.txt && \
     sha256sum --strict --quiet -c tagmanifest-sha256.txt";
pub(crate) const SSH_KEYGEN: &str = "ssh-keygen -Y verify -f allowed_signers -I hedan \
     -n hedan-evidence -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt";

pub(crate) fn words() -> PacketWords {
    let folders = [
        ("money", "01_资金流"),
        ("order", "02_订单流"),
        ("information", "03_信息流"),
        ("terms", "04_规则与商品页"),
        ("redacted", "05_脱敏副本"),
        ("external", "06_外部固证"),
        ("other", "07_其他"),
        ("letters", "08_文书"),
        ("pages", "09_上传件"),
    ];
    let folders: serde_json::Map<_, _> =
        folders.iter().map(|(key, name)| ((*key).to_owned(), json!(name))).collect();
    let word = "词";
    serde_json::from_value(json!({
        "wording": {
            "cannot_prove": CANNOT_PROVE,
            "cover_file": "00_封面与目录.pdf",
            "instructions_file": "核验说明.txt",
            "instructions": {
                "title": word, "beginning": word, "unpack": word, "windows": word,
                "windows_one": word, "macos": word, "linux": word, "outcome": word,
                "signature": word, "fingerprint": word, "cannot_prove": word,
            },
        },
        "cover": {
            "language": "zh-CN", "title": "证据材料", "lines": [], "index": "证据目录",
            "index_columns": ["编号", "文件", "取得", "时间", "证明", "值", "载体"],
            "listed_only": "仅列出哈希值", "matrix": "三流对照",
            "matrix_columns": ["编号", "待证事实", "资金流", "订单流", "信息流"],
            "timeline": "时间线", "timeline_columns": ["时间", "事项", "依据", "证据"],
            "cannot_prove": "不能证明什么", "fingerprint": "指纹：",
            "footer": "第 {page} 页，共 {pages} 页",
        },
        "lines": {
            "number": "案件编号：{number}", "made": "制作：{when}", "pieces": "{pieces} 件",
            "pieces_listed": "{pieces} 件，{listed} 件仅列出",
            "principles": "{pieces} 件留有哈希，{proving} 件写明证明什么，必要的 {met}/{musts}",
        },
        "folders": folders,
        "facts": { "order_no": "订单号", "recipient": "收货号", "platform": "平台" },
        "of_order": "{label}（第 {n} 笔）",
        "story": { "problem": "问题", "evidence": "证据", "demand": "诉求" },
        "acquired": { "paste": "粘贴" },
        "makers": {},
        "bases": { "on_picture": "画面上写明" },
        "claimed_at": "{when}（{basis}）",
        "imported_at": "{when} 导入",
        "sources": { "record": "记录", "contact": "联系记录", "letter": "文书", "piece": "证据" },
        "proves": { "payment": "已经付款" },
        "contact_log": "联系记录.txt",
        "page_footer": "证据 {id} · 第 {page} 页，共 {pages} 页",
        "out": {
            "events": { "paid": "已付款", "moved": "状态变了", "refunded": "退款到账", "reached": "进展" },
            "milestones": { "refund_requested": "提出退款", "promised": "答应了时间" },
            "kinds": { "payment": "付款凭证" },
            "problems": { "not_delivered": "没到账" },
            "and": "、",
        },
    }))
    .unwrap()
}

pub(crate) fn wish() -> PacketWish {
    PacketWish {
        originals: false,
        put_in: Vec::new(),
        left_out: Vec::new(),
        pages: None,
        words: words(),
    }
}

/// Its files by their paths below the packet's folder.
pub(crate) fn unpacked(zip: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut zip = zip::ZipArchive::new(fs::File::open(zip).unwrap()).unwrap();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        let path = file.name().unwrap().split_once('/').unwrap().1.to_owned();
        all.push((path, bytes));
    }
    all
}

pub(crate) fn text(files: &[(String, Vec<u8>)], path: &str) -> String {
    let found = files.iter().find(|(name, _)| name == path);
    let (_, bytes) = found.unwrap_or_else(|| panic!("no {path}: {:?}", names(files)));
    String::from_utf8(bytes.clone()).unwrap()
}

pub(crate) fn names(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

pub(crate) fn whole(zip: &Path) -> packet::Report {
    packet::verify(zip, &mut |_| std::ops::ControlFlow::Continue(())).unwrap()
}

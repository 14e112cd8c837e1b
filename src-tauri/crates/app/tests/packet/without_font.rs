//! A system that cannot show Chinese.

use std::fs;
use std::process::Command;

use app::{ErrorCode, EvidenceKind, Work};

use crate::case::*;
use crate::words::*;

/// In a process of its own, which is told of a folder of fonts that is empty.
#[tokio::test]
async fn a_buyer_without_a_font_for_chinese_is_told_so() {
    const CHILD: &str = "HEDAN_TEST_WITHOUT_FONT";
    if std::env::var_os(CHILD).is_some() {
        let (folder, library) = open().await;
        let order = paid(&library, 1, "T1").await;
        attach(&library, &order, EvidenceKind::Payment, "付款.png", &picture(1)).await;
        let zip = folder.path().join("packet.zip");
        let made = library.make_packet(order.clone(), zip.clone(), wish(), at(60), Work::default());
        assert_eq!(made.await.unwrap_err().code, ErrorCode::NoChineseFont);
        assert!(!zip.exists(), "nothing was written");
        let case = library.case(order, at(61), jiff::tz::TimeZone::UTC).await.unwrap();
        assert_eq!(case.packets, []);
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let fonts = folder.path().join("fonts");
    fs::create_dir(&fonts).unwrap();
    let config = folder.path().join("fonts.conf");
    let dir = fonts.display();
    fs::write(&config, format!("<fontconfig><dir>{dir}</dir></fontconfig>")).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "without_font::a_buyer_without_a_font_for_chinese_is_told_so"]);
    child.env(CHILD, "1").env("FONTCONFIG_FILE", config).env("HOME", folder.path());
    let ended = child.output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success() && said.contains("1 passed"), "{said}");
}

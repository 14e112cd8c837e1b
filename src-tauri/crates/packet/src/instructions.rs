//! How to verify a packet without this program.

use crate::{
    Contents, InstructionWords,
    bag::{ALLOWED_SIGNERS, MANIFEST, SIGNATURE, TAG_MANIFEST},
    signature::{IDENTITY, NAMESPACE},
};

/// With the mark of UTF-8 and the line ends that the oldest editors need.
pub(crate) fn text(contents: &Contents<'_>, fingerprint: &str) -> String {
    let wording = &contents.wording;
    let InstructionWords {
        title,
        beginning,
        unpack,
        windows,
        windows_one,
        macos,
        linux,
        outcome,
        signature,
        fingerprint: key,
        cannot_prove,
    } = &wording.instructions;
    let sign = verify_signature();
    let parts = [
        title.as_str(),
        beginning,
        unpack,
        windows,
        &on_windows(MANIFEST),
        &on_windows(TAG_MANIFEST),
        windows_one,
        "certutil -hashfile FILE SHA256",
        macos,
        &format!("shasum -a 256 -c {MANIFEST}\nshasum -a 256 -c {TAG_MANIFEST}"),
        linux,
        &format!("sha256sum -c {MANIFEST}\nsha256sum -c {TAG_MANIFEST}"),
        outcome,
        signature,
        &sign,
        key,
        fingerprint,
        cannot_prove,
        &wording.cannot_prove,
    ];
    let text = parts.map(str::trim).into_iter().filter(|part| !part.is_empty());
    let text = text.collect::<Vec<_>>().join("\n\n");
    format!("\u{FEFF}{}\r\n", windows_lines(&text))
}

/// `text` with the line ends of Windows.
pub(crate) fn windows_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

/// For `PowerShell`, which every Windows has: it names each file whose hash is another, and says
/// how many are right. The names need no decoding, since those in a packet hold nothing that
/// manifests encode.
fn on_windows(manifest: &str) -> String {
    format!(
        "powershell -NoProfile -Command \"$n=0; foreach ($l in Get-Content -Encoding UTF8 \
         -LiteralPath '{manifest}') {{ $h,$p = $l -split '  ',2; if ((Get-FileHash -Algorithm \
         SHA256 -LiteralPath $p).Hash -eq $h) {{ $n++ }} else {{ 'FAILED: ' + $p }} }}; \
         'OK: ' + $n\""
    )
}

/// The same on all three, in a window of `cmd` on Windows.
fn verify_signature() -> String {
    format!(
        "ssh-keygen -Y verify -f {ALLOWED_SIGNERS} -I {IDENTITY} -n {NAMESPACE} -s {SIGNATURE} \
         < {TAG_MANIFEST}"
    )
}

//! Signatures as OpenSSH makes them for files, so that its `ssh-keygen` verifies them.

use std::fmt;

use ssh_key::{
    HashAlg, LineEnding, PrivateKey, PublicKey, SshSig,
    private::{Ed25519Keypair, KeypairData},
};

/// What is signed is meant as a packet of this program and as nothing else.
pub const NAMESPACE: &str = "hedan-evidence";
/// Whom `allowed_signers` names; who that is must be shown another way.
pub const IDENTITY: &str = "hedan";

/// The key with which one library signs its packets.
#[derive(Clone)]
pub struct SigningKey {
    key: PrivateKey,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SigningKey").field(&self.fingerprint()).finish()
    }
}

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("not a key of this program: {0}")]
    NotAKey(ssh_key::Error),
    #[error("could not sign: {0}")]
    Signing(ssh_key::Error),
}

impl SigningKey {
    /// The key that belongs to `seed`: 32 bytes that nobody can guess, of the system's source of
    /// randomness.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        let pair = Ed25519Keypair::from_seed(seed);
        let key = PrivateKey::new(KeypairData::Ed25519(pair), IDENTITY);
        Ok(Self { key: key.map_err(KeyError::NotAKey)? })
    }

    /// From [`SigningKey::to_openssh`]. Only an ed25519 key without a password is taken.
    pub fn from_openssh(text: &str) -> Result<Self, KeyError> {
        let key = PrivateKey::from_openssh(text).map_err(KeyError::NotAKey)?;
        if key.key_data().ed25519().is_none() {
            return Err(KeyError::NotAKey(ssh_key::Error::AlgorithmUnknown));
        }
        Ok(Self { key })
    }

    /// As a file that `ssh-keygen` reads. Whoever has it signs in this library's name.
    pub fn to_openssh(&self) -> Result<String, KeyError> {
        let text = self.key.to_openssh(LineEnding::LF).map_err(KeyError::NotAKey)?;
        Ok(text.to_string())
    }

    /// As `ssh-keygen -l` shows it: `SHA256:…`.
    pub fn fingerprint(&self) -> String {
        self.key.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The line of `signer.pub`.
    pub(crate) fn public(&self) -> Result<String, KeyError> {
        line(self.key.public_key())
    }

    /// The text of the signature's file.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Result<String, KeyError> {
        self.key
            .sign(NAMESPACE, HashAlg::Sha512, bytes)
            .and_then(|signature| signature.to_pem(LineEnding::LF))
            .map(|text| if text.ends_with('\n') { text } else { text + "\n" })
            .map_err(KeyError::Signing)
    }
}

/// The line of `allowed_signers` for the line of a public key.
pub(crate) fn allowed_signers(public: &str) -> String {
    format!("{IDENTITY} namespaces=\"{NAMESPACE}\" {public}")
}

/// The fingerprint of the key whose line `public` is, where `signature` is just the text that
/// this key and these bytes make.
pub(crate) fn verified(public: &str, signature: &str, bytes: &[u8]) -> Option<String> {
    let key = PublicKey::from_openssh(public).ok()?;
    let read = SshSig::from_pem(signature).ok()?;
    key.verify(NAMESPACE, bytes, &read).ok()?;
    // Both have one form only, so that no byte of them can be another.
    let same = line(&key).ok()? == public
        && read.to_pem(LineEnding::LF).ok()?.trim_end() == signature.strip_suffix('\n')?;
    same.then(|| key.fingerprint(HashAlg::Sha256).to_string())
}

fn line(key: &PublicKey) -> Result<String, KeyError> {
    Ok(key.to_openssh().map_err(KeyError::NotAKey)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_and_signs_the_same() {
        let key = SigningKey::from_seed(&[7; 32]).unwrap();
        let again = SigningKey::from_openssh(&key.to_openssh().unwrap()).unwrap();
        assert_eq!(key.fingerprint(), again.fingerprint());
        let signature = key.sign(b"text").unwrap();
        assert_eq!(signature, again.sign(b"text").unwrap(), "nothing in it is random");
        assert_eq!(verified(&key.public().unwrap(), &signature, b"text"), Some(key.fingerprint()));
        assert!(!format!("{key:?}").contains("PRIVATE"), "it is never shown");
    }

    #[test]
    fn another_text_key_or_form_is_not_verified() {
        let key = SigningKey::from_seed(&[7; 32]).unwrap();
        let other = SigningKey::from_seed(&[8; 32]).unwrap().public().unwrap();
        let (public, signature) = (key.public().unwrap(), key.sign(b"text").unwrap());
        assert_eq!(verified(&public, &signature, b"Text"), None);
        assert_eq!(verified(&other, &signature, b"text"), None);
        for at in 0..signature.len() {
            let mut bytes = signature.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(verified(&public, &changed, b"text"), None, "byte {at}");
        }
        assert_eq!(verified(&public, &signature.replace('\n', "\r\n"), b"text"), None);
    }
}

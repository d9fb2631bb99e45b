//! TLS that cannot be spoken, for clients of plain http: no such client ever shakes hands.
//!
//! rustls wants a provider, with a cipher suite and a key exchange, before it makes a configuration. These have the names
//! of real ones and refuse to work. The first thing that a handshake asks for, a random number, it does not get.

use std::sync::Arc;

use rustls::crypto::cipher::{
    AeadKey, InboundOpaqueMessage, InboundPlainMessage, Iv, MessageDecrypter, MessageEncrypter,
    OutboundOpaqueMessage, OutboundPlainMessage, Tls13AeadAlgorithm, UnsupportedOperationError,
};
use rustls::crypto::hash::{self, HashAlgorithm};
use rustls::crypto::tls13::HkdfUsingHmac;
use rustls::crypto::{
    ActiveKeyExchange, CryptoProvider, GetRandomFailed, KeyProvider, SecureRandom,
    SupportedKxGroup, WebPkiSupportedAlgorithms, hmac,
};
use rustls::pki_types::PrivateKeyDer;
use rustls::sign::SigningKey;
use rustls::{
    CipherSuite, CipherSuiteCommon, ClientConfig, ConnectionTrafficSecrets, Error, NamedGroup,
    RootCertStore, SupportedCipherSuite, Tls13CipherSuite,
};

#[derive(Clone, Copy, Debug)]
struct Inert;

static SUITE: Tls13CipherSuite = Tls13CipherSuite {
    common: CipherSuiteCommon {
        suite: CipherSuite::TLS13_AES_128_GCM_SHA256,
        hash_provider: &Inert,
        confidentiality_limit: 0,
    },
    hkdf_provider: &HkdfUsingHmac(&Inert),
    aead_alg: &Inert,
    quic: None,
};

/// A configuration with which no connection can be made, and which trusts nobody.
pub(super) fn tls() -> Result<ClientConfig, Error> {
    let provider = CryptoProvider {
        cipher_suites: vec![SupportedCipherSuite::Tls13(&SUITE)],
        kx_groups: vec![&Inert],
        signature_verification_algorithms: WebPkiSupportedAlgorithms {
            all: &[],
            mapping: &[],
        },
        secure_random: &Inert,
        key_provider: &Inert,
    };
    let builder = ClientConfig::builder_with_provider(Arc::new(provider));
    let builder = builder.with_protocol_versions(&[&rustls::version::TLS13])?;
    let builder = builder.with_root_certificates(RootCertStore::empty());
    Ok(builder.with_no_client_auth())
}

fn refusal() -> Error {
    Error::General("this client was made for plain http".to_owned())
}

impl SecureRandom for Inert {
    fn fill(&self, _: &mut [u8]) -> Result<(), GetRandomFailed> {
        Err(GetRandomFailed)
    }
}

impl SupportedKxGroup for Inert {
    fn start(&self) -> Result<Box<dyn ActiveKeyExchange>, Error> {
        Err(refusal())
    }

    fn name(&self) -> NamedGroup {
        NamedGroup::X25519
    }
}

impl KeyProvider for Inert {
    fn load_private_key(&self, _: PrivateKeyDer<'static>) -> Result<Arc<dyn SigningKey>, Error> {
        Err(refusal())
    }
}

impl Tls13AeadAlgorithm for Inert {
    fn encrypter(&self, _: AeadKey, _: Iv) -> Box<dyn MessageEncrypter> {
        Box::new(Self)
    }

    fn decrypter(&self, _: AeadKey, _: Iv) -> Box<dyn MessageDecrypter> {
        Box::new(Self)
    }

    fn key_len(&self) -> usize {
        0
    }

    fn extract_keys(
        &self,
        _: AeadKey,
        _: Iv,
    ) -> Result<ConnectionTrafficSecrets, UnsupportedOperationError> {
        Err(UnsupportedOperationError)
    }
}

impl MessageEncrypter for Inert {
    fn encrypt(
        &mut self,
        _: OutboundPlainMessage<'_>,
        _: u64,
    ) -> Result<OutboundOpaqueMessage, Error> {
        Err(refusal())
    }

    fn encrypted_payload_len(&self, length: usize) -> usize {
        length
    }
}

impl MessageDecrypter for Inert {
    fn decrypt<'a>(
        &mut self,
        _: InboundOpaqueMessage<'a>,
        _: u64,
    ) -> Result<InboundPlainMessage<'a>, Error> {
        Err(refusal())
    }
}

impl hash::Hash for Inert {
    fn start(&self) -> Box<dyn hash::Context> {
        Box::new(Self)
    }

    fn hash(&self, _: &[u8]) -> hash::Output {
        hash::Output::new(&[])
    }

    fn output_len(&self) -> usize {
        0
    }

    fn algorithm(&self) -> HashAlgorithm {
        HashAlgorithm::SHA256
    }
}

impl hash::Context for Inert {
    fn fork_finish(&self) -> hash::Output {
        hash::Output::new(&[])
    }

    fn fork(&self) -> Box<dyn hash::Context> {
        Box::new(Self)
    }

    fn finish(self: Box<Self>) -> hash::Output {
        hash::Output::new(&[])
    }

    fn update(&mut self, _: &[u8]) {}
}

impl hmac::Hmac for Inert {
    fn with_key(&self, _: &[u8]) -> Box<dyn hmac::Key> {
        Box::new(Self)
    }

    fn hash_output_len(&self) -> usize {
        0
    }
}

impl hmac::Key for Inert {
    fn sign_concat(&self, _: &[u8], _: &[&[u8]], _: &[u8]) -> hmac::Tag {
        hmac::Tag::new(&[])
    }

    fn tag_len(&self) -> usize {
        0
    }
}

#[cfg(test)]
mod tests {
    use rustls::ClientConnection;

    use super::*;

    #[test]
    fn no_handshake_can_begin() {
        let tls = Arc::new(tls().unwrap());
        let host = "nimbus.example".try_into().unwrap();
        let error = ClientConnection::new(tls, host).unwrap_err();
        assert_eq!(error, Error::FailedToGetRandomBytes);
    }
}

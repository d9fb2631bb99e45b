//! A TLS server with a certificate of its own making.

use std::io;
use std::sync::{Arc, LazyLock};

use rcgen::CertifiedKey;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

static ACCEPTOR: LazyLock<TlsAcceptor> = LazyLock::new(|| {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
});

/// Shakes hands, or tries to.
pub(super) async fn self_signed(stream: TcpStream) -> io::Result<()> {
    ACCEPTOR.accept(stream).await.map(drop)
}

//! The program, in an environment with nothing in it.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// The steps to a call over TLS: the program has a provider for rustls only when it installs one, or is built with one.
#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
pub(crate) const STEPS: &[&str] = match cfg!(any(feature = "rustls", feature = "native-tls")) {
    true => &["call"],
    false => &["provider", "call"],
};

pub(crate) struct Program(Command);

impl Program {
    /// A program that finds no certificates: where one of the two variables is set, nowhere else is looked.
    pub(crate) fn new() -> Self {
        let nowhere = Path::new(env!("CARGO_MANIFEST_DIR")).join("no-certificates");
        Self(Command::new(env!("CARGO_BIN_EXE_nimbus-tls")))
            .cleared()
            .var("SSL_CERT_FILE", &nowhere)
            .var("SSL_CERT_DIR", &nowhere)
    }

    /// A program that finds this certificate and no other.
    #[cfg(any(
        feature = "rustls",
        feature = "rustls-no-provider",
        feature = "native-tls"
    ))]
    pub(crate) fn trusting(certificate: &Path) -> Self {
        Self(Command::new(env!("CARGO_BIN_EXE_nimbus-tls")))
            .cleared()
            .var("SSL_CERT_FILE", certificate)
    }

    fn cleared(mut self) -> Self {
        self.0.env_clear();
        self
    }

    pub(crate) fn var(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Takes the steps, and tells what the program printed, line by line: three for each call.
    pub(crate) async fn run(mut self, endpoint: &str, steps: &[&str]) -> Vec<String> {
        self.0.arg(endpoint).args(steps);
        let output = tokio::task::spawn_blocking(move || self.0.output());
        let output = output.await.unwrap().unwrap();
        let failure = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {failure}", output.status);
        // A panic that is caught would still be told here.
        assert_eq!(failure, "");
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(ToOwned::to_owned).collect()
    }
}

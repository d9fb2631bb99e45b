//! The program, in an environment with nothing in it.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// There is no such folder.
const NOWHERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/nowhere");

pub(crate) struct Program(Command);

impl Program {
    /// A program that finds these certificates and no others: where one of the two variables is set, nowhere else is
    /// looked.
    pub(crate) fn trusting(certificates: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nimbus-tls"));
        command.env_clear();
        Self(command)
            .var("SSL_CERT_FILE", certificates)
            .var("SSL_CERT_DIR", NOWHERE)
    }

    pub(crate) fn trusting_nobody() -> Self {
        Self::trusting(Path::new(NOWHERE))
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

/// It begins so, says all of this, and is not cut short.
#[track_caller]
pub(crate) fn is_error(line: &str, start: &str, parts: &[&str]) {
    assert!(line.starts_with(start), "{line}");
    assert!(!line.ends_with('…'), "{line}");
    for part in parts {
        assert!(line.contains(part), "no {part}: {line}");
    }
}

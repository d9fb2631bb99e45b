//! The emulator, as a server for the clients of other languages.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::process::Program;

/// The operator token of every server that is started here.
const TOKEN: &str = "nimbus-interop";

/// A server on a free port of the loopback address; it ends when this is dropped.
pub(crate) struct Server {
    child: Child,
    endpoint: String,
    /// Kept, because a server whose output has no reader ends.
    output: BufReader<ChildStdout>,
}

impl Server {
    /// Builds the emulator and starts it. Any backend is accepted, so that no choice of a request depends on it.
    pub(crate) fn start(root: &Path) -> Result<Self> {
        let mut child = Command::new(build(root)?)
            .args(["--listen", "127.0.0.1:0", "--token", TOKEN])
            .args(["--backend", "any", "--quiet"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot run the emulator")?;
        let output = child.stdout.take().context("the emulator has no output")?;
        let mut server = Self {
            child,
            endpoint: String::new(),
            output: BufReader::new(output),
        };
        let mut line = String::new();
        server.output.read_line(&mut line)?;
        let Some(endpoint) = line.trim().strip_prefix("listening on ") else {
            bail!("the emulator did not say where it listens");
        };
        endpoint.clone_into(&mut server.endpoint);
        Ok(server)
    }

    /// Tells a program where the server is, and the credential.
    pub(crate) fn introduce(&self, program: Program) -> Program {
        program
            .env("NIMBUS_ENDPOINT", &self.endpoint)
            .env("NIMBUS_TOKEN", TOKEN)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already cannot be ended, which is just as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Builds the emulator; its program.
fn build(root: &Path) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--locked", "-p", "nimbus-emulator", "--quiet"])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    ensure!(output.status.success(), "the emulator does not build");
    executable(&String::from_utf8_lossy(&output.stdout)).context("cargo built no emulator")
}

/// The program among cargo's messages.
fn executable(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == "nimbus-emulator")
        .find_map(|message| Some(message["executable"].as_str()?.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_among_the_messages_of_cargo() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"nimbus"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"nimbus-emulator"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"nimbus-emulator"},"executable":"/x/nimbus-emulator"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(executable(messages), Some("/x/nimbus-emulator".into()));
    }
}

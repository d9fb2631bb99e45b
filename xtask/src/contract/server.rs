//! The emulator, as a server for the clients of other languages.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};

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
        // On Unix, cargo becomes the program that it runs, so that ending the one ends the other.
        let mut child = Command::new("cargo")
            .args(["run", "--quiet", "--locked", "-p", "nimbus-emulator", "--"])
            .args(["--listen", "127.0.0.1:0", "--token", TOKEN])
            .args(["--backend", "any", "--quiet"])
            .current_dir(root)
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

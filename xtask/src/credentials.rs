//! The JSON Schema of the credential file, which comes from a type of the crate nimbus.
//!
//! xtask must not depend on that crate, or a broken generated file could not be made anew. So it runs one of the
//! crate's examples, which prints the schema.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::outputs::Output;
use crate::process::{command, output};

pub(crate) const PATH: &str = "openapi/credentials.schema.json";

pub(crate) const EXAMPLE: &str = "credentials-schema";

/// Builds the crate, and asks it for the schema.
pub(crate) fn schema(root: &Path) -> Result<Output> {
    // As a part of the whole workspace, whose build everyone has: alone, the crate and all below it would be compiled
    // once more, with features of their own.
    let build =
        "cargo build --quiet --workspace --message-format=json-render-diagnostics --example";
    let messages = output(command(build)?.arg(EXAMPLE).current_dir(root));
    let messages = messages.context("the crate nimbus does not compile")?;
    let program = executable(&messages).context("cargo does not report where the example is")?;
    let content = output(&mut Command::new(program))?;
    let path = PATH;
    Ok(Output { path, content })
}

/// The program that was built, from cargo's messages, each of which is a line.
fn executable(messages: &str) -> Option<PathBuf> {
    messages.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_example = message["target"]["name"] == EXAMPLE;
        let path = message["executable"].as_str().filter(|_| is_example)?;
        Some(path.into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_among_cargos_messages() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"nimbus"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"other"},"executable":"/target/debug/other"}
no message at all
{"reason":"compiler-artifact","target":{"name":"credentials-schema"},"executable":"/target/debug/examples/it"}
{"reason":"build-finished","success":true}"#;
        let expected = Path::new("/target/debug/examples/it");
        assert_eq!(executable(messages).as_deref(), Some(expected));
        assert_eq!(executable(""), None);
    }
}

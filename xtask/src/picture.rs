//! The pictures of the documentation: packs them for rustdoc, and holds the drawn one to its text.
//!
//! rustdoc copies no files, so that a page cannot show one that lies beside it. It is given the pictures as the
//! definitions of links, with the data inside.

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::outputs::{self, Output};
use crate::{document, regen};

/// Drawn by hand with Graphviz: `dot -Tsvg nimbus/docs/call.dot -o nimbus/docs/call.svg`. What is checked is this hash of the
/// text, so that no check is tied to the version of a program that draws.
const SOURCE: &str = "nimbus/docs/call.dot";
const DRAWN_FROM: &str = "8348805137b11fdebb49f28ce9e45077d29a454c03e9314f9bb84f6d305750ba";

/// The first is drawn; the second is written by `cargo test -p nimbus --lib storm`.
const PICTURES: [&str; 2] = ["call", "storm"];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail when a file is not what would be written
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let read = |path: &str| {
        std::fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))
    };
    let hash = document::sha256(&read(SOURCE)?);
    ensure!(
        hash == DRAWN_FROM,
        "{SOURCE} has changed: draw it again, and make {hash} the hash in xtask/src/picture.rs"
    );
    let mut content = String::new();
    for name in PICTURES {
        let data = STANDARD.encode(read(&format!("nimbus/docs/{name}.svg"))?);
        content += &format!("[{name}]: data:image/svg+xml;base64,{data}\n");
    }
    let path = "nimbus/docs/pictures.md";
    let stale = regen::settle(&root, Output { path, content }, arguments.check)?;
    ensure!(
        stale.is_none(),
        "{path} is not up to date; run `cargo xtask picture`"
    );
    Ok(())
}

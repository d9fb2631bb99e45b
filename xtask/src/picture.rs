//! The pictures of the documentation, packed for rustdoc. It copies no files, so that a page cannot show one that lies beside
//! it: it is given the pictures as the definitions of links, with the data inside.

use anyhow::{Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::document::sha256;

/// Drawn by hand with Graphviz: `dot -Tsvg nimbus/docs/call.dot -o nimbus/docs/call.svg`. What is checked is this hash of the
/// text, so that no check is tied to the version of a program that draws.
const SOURCE: &str = "nimbus/docs/call.dot";
const DRAWN_FROM: &str = "31ba2a5148f836724c631d1732e201eabde023b843109ee9750ad1fb776c8207";

/// The first is drawn; the second is written by `cargo test -p nimbus --lib storm`.
const PICTURES: [&str; 2] = ["call", "storm"];

pub(crate) fn pack(read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let hash = sha256(&read(SOURCE)?);
    ensure!(
        hash == DRAWN_FROM,
        "{SOURCE} has changed: render it again, and put its hash, {hash}, into xtask/src/picture.rs"
    );
    let mut content = String::new();
    for name in PICTURES {
        let data = STANDARD.encode(read(&format!("nimbus/docs/{name}.svg"))?);
        content += &format!("[{name}]: data:image/svg+xml;base64,{data}\n");
    }
    Ok(content)
}

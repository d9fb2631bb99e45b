//! The pictures of the documentation: draws the one that is kept as text, and packs all for rustdoc.
//!
//! rustdoc copies no files, so that a page cannot show one that lies beside it. It is given the pictures as the
//! definitions of links, with the data inside.

mod canvas;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use layout::gv::{DotParser, GraphBuilder};

use crate::outputs;
use canvas::Canvas;

const SOURCE: &str = "nimbus/docs/call.dot";
const DRAWN: &str = "nimbus/docs/call.svg";
/// Written by `cargo test -p nimbus --lib storm`.
const STORM: &str = "nimbus/docs/storm.svg";
const PACKED: &str = "nimbus/docs/pictures.md";

#[derive(Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail when a file is not what would be written
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let stale = stale(&root)?;
    if arguments.check {
        return match stale.first() {
            None => Ok(()),
            Some((path, _)) => bail!("{path} is not up to date; run `cargo xtask picture`"),
        };
    }
    for (path, content) in stale {
        fs::write(root.join(path), content).with_context(|| format!("cannot write {path}"))?;
        println!("wrote {path}");
    }
    Ok(())
}

/// The files that are not what they should be, and what they should be.
fn stale(root: &Path) -> Result<Vec<(&'static str, String)>> {
    let read = |path: &str| {
        fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))
    };
    let drawn = draw(&read(SOURCE)?).with_context(|| format!("cannot draw {SOURCE}"))?;
    let packed = pack(&[("call", &drawn), ("storm", &read(STORM)?)]);
    let mut files = vec![(DRAWN, drawn), (PACKED, packed)];
    // A file that is missing is stale.
    files.retain(|(path, content)| read(path).ok().as_ref() != Some(content));
    Ok(files)
}

fn draw(source: &str) -> Result<String> {
    let mut parser = DotParser::new(source);
    let graph = parser.process().map_err(|reason| anyhow!(reason))?;
    let mut builder = GraphBuilder::new();
    builder.visit_graph(&graph);
    let mut canvas = Canvas::default();
    builder.get().do_it(false, false, false, &mut canvas);
    Ok(canvas.finish())
}

/// The definitions of links to these pictures.
fn pack(pictures: &[(&str, &str)]) -> String {
    pictures
        .iter()
        .map(|(name, svg)| {
            let data = STANDARD.encode(svg);
            format!("[{name}]: data:image/svg+xml;base64,{data}\n")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pictures_are_up_to_date() {
        let stale = stale(&outputs::root().unwrap()).unwrap();
        let names: Vec<_> = stale.iter().map(|(path, _)| path).collect();
        assert!(names.is_empty(), "{names:?}: run `cargo xtask picture`");
    }

    #[test]
    fn a_picture_has_its_words_escaped_and_fits_its_frame() {
        let svg = draw("digraph g { a [label=\"x < y\\nz\"]; b; a -> b [label=\"no\"]; }").unwrap();
        for part in [">x &lt; y</tspan>", ">z</tspan>", ">no</tspan>", "<path "] {
            assert!(svg.contains(part), "{part}: {svg}");
        }
    }

    #[test]
    fn an_arrow_that_goes_back_has_its_head_too() {
        let svg = draw("digraph g { a; b; c; a -> b; b -> c; c -> a; }").unwrap();
        let heads = svg.matches("marker-end").count() + svg.matches("marker-start").count();
        assert_eq!(heads, 3, "{svg}");
    }

    #[test]
    fn what_is_no_graph_is_an_error() {
        assert!(draw("digraph {{").is_err());
    }

    #[test]
    fn a_packed_picture_is_one_line() {
        assert_eq!(
            pack(&[("a", "<svg/>")]),
            "[a]: data:image/svg+xml;base64,PHN2Zy8+\n"
        );
    }
}

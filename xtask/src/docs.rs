//! `cargo xtask docs`: writes the reference page as one file that needs no server and no network.
//!
//! The emulator serves the same page at `/docs`; its parts are kept with it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Number;
use sha2::{Digest, Sha256};

use crate::outputs;

const ASSETS: &str = "tests/emulator/assets";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The file to write
    #[arg(
        long,
        value_name = "FILE",
        default_value = "target/docs/nimbus-api.html"
    )]
    out: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = outputs::root()?;
    let document = fs::read_to_string(root.join(outputs::DOCUMENT))
        .with_context(|| format!("cannot read {}", outputs::DOCUMENT))?;
    let page = page(&Assets::read(&root.join(ASSETS))?, &document)?;
    let out = &arguments.out;
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(out, &page).with_context(|| format!("cannot write {}", out.display()))?;
    println!("wrote {} ({} KB)", out.display(), page.len() / 1000);
    Ok(())
}

struct Assets {
    page: String,
    start: String,
    /// The viewer, compressed.
    viewer: Vec<u8>,
}

impl Assets {
    fn read(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        Ok(Self {
            page: String::from_utf8(read("reference.html")?)?,
            start: String::from_utf8(read("reference.js")?)?,
            viewer: read("scalar.js.gz")?,
        })
    }
}

/// A value that keeps the order of its keys, in which the page shows paths and properties.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Node {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Map(IndexMap<String, Node>),
}

/// What reference.js hands to the viewer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Settings {
    content: Node,
    /// No request can be tried from here: a control plane refuses browsers that come from another origin.
    hide_test_request_button: bool,
}

fn page(assets: &Assets, document: &str) -> Result<String> {
    // Without strict booleans a property named `y` or `no` would turn into a boolean.
    let options = serde_saphyr::options! { strict_booleans: true };
    let document: Node = serde_saphyr::from_str_with_options(document, options)
        .with_context(|| format!("{} is no YAML", outputs::DOCUMENT))?;
    let settings = serde_json::to_string(&Settings {
        content: document,
        hide_test_request_button: true,
    })?;
    // Inside a script element only `<` could end it.
    let settings = settings.replace('<', "\\u003c");
    ensure!(
        !assets.start.contains("</script"),
        "reference.js ends its own element"
    );
    let policy = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         script-src 'sha256-{}' blob:; style-src 'unsafe-inline'; img-src data: blob:; \
         base-uri 'none'; form-action 'none'\">",
        STANDARD.encode(Sha256::digest(assets.start.as_bytes()))
    );
    let scripts = format!(
        "<script type=\"text/plain\" id=\"viewer\">{}</script>\n<script>{}</script>",
        STANDARD.encode(&assets.viewer),
        assets.start
    );
    let mut page = assets.page.clone();
    for (place, content) in [
        ("<!-- policy -->", policy),
        ("<!-- scripts -->", scripts),
        ("/* settings */", settings),
    ] {
        ensure!(
            page.matches(place).count() == 1,
            "reference.html has no one place for {place}"
        );
        page = page.replace(place, &content);
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "openapi: 3.0.3\nz: </script>\na: [1, null, true]\n";

    fn assets() -> Assets {
        Assets {
            page: "<!-- policy -->|/* settings */|<!-- scripts -->".to_owned(),
            start: "start()".to_owned(),
            viewer: vec![0x1f, 0x8b],
        }
    }

    #[test]
    fn the_document_is_in_the_page_in_its_own_order_and_cannot_end_its_element() {
        let page = page(&assets(), DOCUMENT).unwrap();
        let settings = page.split('|').nth(1).unwrap();
        assert_eq!(
            settings,
            "{\"content\":{\"openapi\":\"3.0.3\",\"z\":\"\\u003c/script>\",\
             \"a\":[1,null,true]},\"hideTestRequestButton\":true}"
        );
    }

    #[test]
    fn the_policy_lets_only_this_script_start() {
        let page = page(&assets(), DOCUMENT).unwrap();
        // What `openssl dgst -sha256 -binary | base64` makes of `start()`.
        assert!(
            page.contains("script-src 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=' blob:"),
            "{page}"
        );
        assert!(page.contains("<script>start()</script>"), "{page}");
        assert!(page.contains("id=\"viewer\">H4s=</script>"), "{page}");
    }

    #[test]
    fn a_place_that_is_missing_is_an_error() {
        let broken = Assets {
            page: "<!-- policy -->".to_owned(),
            ..assets()
        };
        assert!(page(&broken, DOCUMENT).is_err());
    }

    #[test]
    fn the_assets_of_the_emulator_fit() {
        let assets = Assets::read(&outputs::root().unwrap().join(ASSETS)).unwrap();
        let page = page(&assets, DOCUMENT).unwrap();
        assert!(page.len() > assets.viewer.len());
    }
}

//! What is done to the document, step by step.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Arguments;
use super::clients::{self, Client, without_warnings};
use super::open_form::{Extent, open_form};
use super::ruleset::{self, RULESET};
use super::server::Server;
use super::tools::Places;
use crate::debian;
use crate::document;
use crate::process::Program;

/// The languages that openapi-generator makes clients for, and that the step `languages` does not look at.
const LANGUAGES: [&str; 3] = ["kotlin", "csharp", "swift6"];

/// The forms for generators that fail on unknown values, as files for them.
pub(crate) fn write_open_forms(places: &Places) -> Result<()> {
    let api = document::read(&places.document)?.api;
    fs::create_dir_all(&places.build)?;
    for (extent, file) in [
        (Extent::All, &places.open_document),
        (Extent::Enums, &places.open_enums_document),
    ] {
        let json = serde_json::to_string_pretty(&open_form(api.clone(), extent)?)?;
        fs::write(file, json + "\n")?;
    }
    Ok(())
}

/// The rules of this repository.
pub(crate) fn lint(places: &Places, _: &Arguments) -> Result<()> {
    let xtask = std::env::current_exe().context("cannot find this program")?;
    Program::new(xtask).arg("lint").run(&places.log("lint"))?;
    Ok(())
}

/// The linters of others, with everything they know switched on and the rules of this contract; their warnings count as
/// errors.
pub(crate) fn linters(places: &Places, _: &Arguments) -> Result<()> {
    let plain = places.interop.join(".spectral.yaml");
    for (name, document, rules) in [
        ("written", &places.document, &places.root.join(RULESET)),
        ("open", &places.open_document, &plain),
    ] {
        let redocly = places.redocly(document);
        redocly.run(&places.log(&format!("redocly-{name}")))?;
        places
            .node("spectral")
            .args("lint --fail-severity hint --ruleset")
            .arg(rules)
            .arg(document)
            .run(&places.log(&format!("spectral-{name}")))?;
    }
    ruleset::notices(places)
}

/// Requests that fit the document and requests that do not, against the emulator.
pub(crate) fn fuzz(places: &Places, arguments: &Arguments) -> Result<()> {
    let server = Server::start(&places.root)?;
    let sources = places.interop.join("fuzz");
    let folder = places.build.join("fuzz");
    fs::create_dir_all(&folder)?;
    let mut program = server
        .introduce(places.python("schemathesis"))
        .arg("--config-file")
        .arg(sources.join("schemathesis.toml"))
        .arg("run")
        .arg(&places.document)
        .env("PYTHONPATH", &sources)
        .env("HYPOTHESIS_STORAGE_DIRECTORY", folder.join("hypothesis"))
        .directory(&folder)
        .limit(Duration::from_secs(600));
    if let Some(seed) = arguments.seed {
        program = program.args(&format!("--seed {seed}"));
    }
    if let Some(examples) = arguments.examples {
        program = program
            .args(&format!("--max-examples {examples}"))
            .limit(Duration::from_secs(u64::from(examples).max(600)));
    }
    program.run(&places.log("schemathesis"))?;
    Ok(())
}

/// The client of openapi-typescript: generated, type-checked with a scenario, which is then run.
pub(crate) fn typescript(places: &Places, _: &Arguments) -> Result<()> {
    let folder = places.interop.join("typescript");
    let made = places.build.join("typescript");
    fs::create_dir_all(&made)?;
    clients::typescript(&client(places, &places.open_enums_document, &made))?;
    places
        .node("tsc")
        .arg("--project")
        .arg(&folder)
        .run(&places.log("tsc"))?;
    let server = Server::start(&places.root)?;
    let node = Program::new("node");
    server
        .introduce(node)
        .arg(made.join("scenario/main.js"))
        .run(&places.log("typescript"))?;
    Ok(())
}

/// The client of openapi-python-client: generated, type-checked with a scenario, which is then run.
pub(crate) fn python(places: &Places, _: &Arguments) -> Result<()> {
    let folder = places.interop.join("python");
    let made = places.build.join("python");
    fs::create_dir_all(&made)?;
    clients::python(&client(places, &places.open_document, &made))?;
    places
        .python("mypy")
        .arg("--config-file")
        .arg(folder.join("mypy.ini"))
        .arg("--cache-dir")
        .arg(made.join("mypy"))
        .arg(&folder)
        .env("MYPYPATH", &made)
        .run(&places.log("mypy"))?;
    let server = Server::start(&places.root)?;
    server
        .introduce(places.python("python"))
        .arg(folder.join("scenario.py"))
        .env("PYTHONPATH", &made)
        .run(&places.log("python"))?;
    Ok(())
}

/// Clients of openapi-generator, from both forms of the document, without a warning about it.
pub(crate) fn generators(places: &Places, _: &Arguments) -> Result<()> {
    for (form, document) in [
        ("written", &places.document),
        ("open-enums", &places.open_enums_document),
    ] {
        places
            .openapi_generator()?
            .args("validate --recommend --input-spec")
            .arg(document)
            .run(&places.log(&format!("openapi-generator-{form}")))
            .and_then(without_warnings)?;
        let made = places.build.join("openapi-generator").join(form);
        for language in LANGUAGES {
            client(places, document, &made).of_openapi_generator(language, &made.join(language))?;
        }
    }
    Ok(())
}

fn client<'a>(places: &'a Places, document: &'a Path, folder: &Path) -> Client<'a> {
    Client {
        places,
        document,
        folder: folder.to_owned(),
        options: "",
    }
}

/// The SDK through a real proxy. It is left out where there is none, but never by a CI.
pub(crate) fn proxy(places: &Places, _: &Arguments) -> Result<()> {
    if let Err(reason) = debian::provide("the step proxy", &[("command -v nginx", "nginx")]) {
        ensure!(std::env::var("CI").as_deref() != Ok("true"), "{reason}");
        println!("proxy: left out, as {reason}");
        return Ok(());
    }
    Program::new("cargo")
        .args("run --quiet --locked -p nimbus-proxy")
        .directory(&places.root)
        .run(&places.log("proxy"))?;
    Ok(())
}

/// The reference page as a person sees it. The script installs the browser, and has its own package of tools.
pub(crate) fn page(places: &Places, _: &Arguments) -> Result<()> {
    Program::new("bash")
        .arg(places.interop.join("docs/run"))
        .limit(Duration::from_secs(600))
        .run(&places.log("page"))?;
    Ok(())
}

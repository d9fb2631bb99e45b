//! Clients of other languages: generated and compiled, with the small program in tests/interop that decodes replies.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::tools::Places;
use crate::process::Program;

/// Of what a client is made, and where.
pub(crate) struct Client<'a> {
    pub(crate) places: &'a Places,
    pub(crate) document: &'a Path,
    pub(crate) folder: PathBuf,
    /// Additional properties of openapi-generator, or an argument of datamodel-codegen.
    pub(crate) options: &'a str,
}

/// What the Java models are compiled with, beside the stubs in tests/interop/java.
const JARS: &str = "/usr/share/java/gson.jar:/usr/share/java/jsr305.jar:/usr/share/java/okio.jar:\
                    /usr/share/java/geronimo-annotation-1.3-spec.jar";

impl Client<'_> {
    fn log(&self, name: &str) -> PathBuf {
        let folder = self.folder.file_name().unwrap_or_default();
        let name = format!("{name}-{}", folder.display());
        self.places.log(&name)
    }

    fn source(&self, file: &str) -> PathBuf {
        self.places.interop.join(file)
    }

    /// The client of openapi-generator for a language. What it warns of is a fault of the document.
    pub(crate) fn of_openapi_generator(&self, language: &str, folder: &Path) -> Result<()> {
        self.places
            .openapi_generator()?
            .args("generate --generator-name")
            .arg(language)
            .arg("--additional-properties")
            .arg(self.options)
            .arg("--input-spec")
            .arg(self.document)
            .arg("--output")
            .arg(folder)
            .run(&self.log(&format!("openapi-generator-{language}")))
            .and_then(without_warnings)
            .with_context(|| format!("openapi-generator, {language}"))
    }
}

pub(crate) fn typescript(client: &Client<'_>) -> Result<Option<Program>> {
    let types = client.folder.join("nimbus.d.ts");
    client
        .places
        .node("openapi-typescript")
        .arg(client.document)
        .arg("--output")
        .arg(&types)
        .run(&client.log("openapi-typescript"))?;
    let decode = Program::new("node").arg(client.source("typescript/decode.js"));
    Ok(Some(decode.arg(types)))
}

pub(crate) fn python(client: &Client<'_>) -> Result<Option<Program>> {
    client
        .places
        .python("openapi-python-client")
        .args("generate --meta none --overwrite --fail-on-warning")
        .arg("--config")
        .arg(client.source("python/generate.yaml"))
        .arg("--path")
        .arg(client.document)
        .arg("--output-path")
        .arg(client.folder.join("nimbus_client"))
        .run(&client.log("openapi-python-client"))?;
    decode_in_python(client)
}

/// Models of pydantic, which keep fields that they do not know when they are told to.
pub(crate) fn pydantic(client: &Client<'_>) -> Result<Option<Program>> {
    let package = client.folder.join("nimbus_client");
    fs::create_dir_all(&package)?;
    client
        .places
        .python("datamodel-codegen")
        .args("--output-model-type pydantic_v2.BaseModel --extra-fields allow --formatters builtin")
        .args(client.options)
        .args("--input-file-type openapi --input")
        .arg(client.document)
        .arg("--output")
        .arg(package.join("models.py"))
        .run(&client.log("datamodel-codegen"))?;
    decode_in_python(client)
}

fn decode_in_python(client: &Client<'_>) -> Result<Option<Program>> {
    let decode = client.places.python("python");
    let decode = decode.arg(client.source("python/decode.py"));
    Ok(Some(decode.env("PYTHONPATH", &client.folder)))
}

/// All of the client. Go finds its one foreign package, and the client as `nimbus`, where it looked before it had modules.
pub(crate) fn go(client: &Client<'_>) -> Result<Option<Program>> {
    client.of_openapi_generator("go", &client.folder.join("src/nimbus"))?;
    let path = format!("{}:/usr/share/gocode", client.folder.display());
    let program = client.folder.join("decode");
    let compiled = Program::new("go")
        .args("build -o")
        .arg(&program)
        .arg(client.source("go/decode.go"))
        .env("GO111MODULE", "off")
        .env("GOFLAGS", "")
        .env("GOPATH", path)
        .run(&client.log("go"));
    Ok(compiled.is_ok().then(|| Program::new(program)))
}

/// The models: what sends requests needs libraries that Debian does not have.
pub(crate) fn java(client: &Client<'_>) -> Result<Option<Program>> {
    let made = client.folder.join("java");
    client.of_openapi_generator("java", &made)?;
    let classes = client.folder.join("classes");
    fs::create_dir_all(&classes)?;
    let stubs = client.source("java");
    let sources = format!(
        "{}:{}",
        made.join("src/main/java").display(),
        stubs.display()
    );
    let compiled = Program::new("javac")
        .args("-proc:none -nowarn -cp")
        .arg(JARS)
        .arg("-sourcepath")
        .arg(sources)
        .arg("-d")
        .arg(&classes)
        .arg(stubs.join("Decode.java"))
        .run(&client.log("javac"));
    let decode = Program::new("java").arg("-cp");
    let decode = decode.arg(format!("{}:{JARS}", classes.display()));
    Ok(compiled.is_ok().then(|| decode.arg("Decode")))
}

/// What openapi-generator warns of, without being about the document: Java's sample code in its README leaves it out.
const NOT_ABOUT_THE_DOCUMENT: &str = "Ignoring complex example on request body";

/// Fails with the lines of a generator that warn of something.
pub(crate) fn without_warnings(output: String) -> Result<()> {
    let warns = |line: &&str| {
        let mut words = ["WARN", "ERROR", "warning", "recommendation"].iter();
        words.any(|word| line.contains(word)) && !line.contains(NOT_ABOUT_THE_DOCUMENT)
    };
    let warnings: Vec<&str> = output.lines().filter(warns).collect();
    ensure!(warnings.is_empty(), "{}", warnings.join("\n"));
    Ok(())
}

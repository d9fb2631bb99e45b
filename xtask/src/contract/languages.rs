//! What generated clients make of the replies of today's server and of tomorrow's: the table of openapi/README.md.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Arguments;
use super::clients::{Client, go, java, pydantic, python, typescript};
use super::judged::{kinds, left, summary};
use super::replies::{News, Reply, replies};
use super::tools::Places;
use crate::process::Program;
use crate::tree::Source;
use crate::{bench, debian};

const README: &str = "openapi/README.md";

/// Commands that succeed where a package of Debian is installed.
const NEEDED: [(&str, &str); 7] = [
    ("command -v go", "golang-go"),
    ("command -v javac", "default-jdk-headless"),
    ("test -e /usr/share/java/gson.jar", "libgoogle-gson-java"),
    ("test -e /usr/share/java/jsr305.jar", "libjsr305-java"),
    ("test -e /usr/share/java/okio.jar", "libokio-java"),
    (
        "test -e /usr/share/java/geronimo-annotation-1.3-spec.jar",
        "libgeronimo-annotation-1.3-spec-java",
    ),
    (
        "test -e /usr/share/gocode/src/gopkg.in/validator.v2",
        "golang-gopkg-validator.v2-dev",
    ),
];

#[derive(Clone, Copy)]
enum Form {
    Written,
    OpenEnums,
    Open,
}

/// A client, and what it is made of.
struct Row(
    &'static str,
    fn(&Client<'_>) -> Result<Option<Program>>,
    Form,
    /// Additional properties of openapi-generator, or an argument of datamodel-codegen.
    &'static [&'static str],
);

/// What is worth knowing of each client: what it makes of the document, and of what is said to help.
const ROWS: &[Row] = &[
    Row("TypeScript", typescript, Form::Written, &[]),
    Row("TypeScript", typescript, Form::OpenEnums, &[]),
    Row("TypeScript", typescript, Form::Open, &[]),
    Row("Python", python, Form::Written, &[]),
    Row("Python", python, Form::OpenEnums, &[]),
    Row("Python", python, Form::Open, &[]),
    Row("Python (pydantic)", pydantic, Form::Open, &[]),
    Row("Python (pydantic)", pydantic, Form::Open, &[NULLS]),
    Row("Go", go, Form::Written, &[]),
    Row("Go", go, Form::Written, &[PREFIXES, DEFAULTS]),
    Row("Go", go, Form::OpenEnums, &[OBJECTS]),
    Row("Go", go, Form::OpenEnums, &[OBJECTS, LOOKUP]),
    Row("Go", go, Form::Open, &[]),
    Row("Go", go, Form::Open, &[OBJECTS]),
    Row("Java", java, Form::Written, &[DEFAULTS, OBJECTS]),
    Row("Java", java, Form::OpenEnums, &[]),
    Row("Java", java, Form::OpenEnums, &[OBJECTS]),
    Row("Java", java, Form::Open, &[OBJECTS]),
];

const DEFAULTS: &str = "enumUnknownDefaultCase=true";
const LOOKUP: &str = "useOneOfDiscriminatorLookup=true";
const NULLS: &str = "--strict-nullable";
const OBJECTS: &str = "disallowAdditionalPropertiesIfNotPresent=false";
const PREFIXES: &str = "enumClassPrefix=true";

const HEAD: &str = "\
| Client | Given | Options | Today's replies | Known kinds | Unknown enum value | Unknown kind | New field |
|---|---|---|---|---|---|---|---|
";

pub(crate) fn languages(places: &Places, arguments: &Arguments) -> Result<()> {
    debian::provide("the step languages", &NEEDED)?;
    let replies = replies(&Source::parse(&fs::read_to_string(&places.document)?)?);
    let mut table = HEAD.to_owned();
    for (index, row) in ROWS.iter().enumerate() {
        let results = decode(places, row, index, &replies)?;
        table += &line(row, &replies, results.as_deref());
    }
    print!("{table}");
    let path = places.root.join(README);
    let old = fs::read_to_string(&path)?;
    let new =
        bench::replace(&old, "languages", &table).context("there is no place for the table")?;
    if new == old {
        return Ok(());
    }
    ensure!(
        !arguments.check,
        "the table in {README} is not up to date; run `cargo xtask contract --only languages`"
    );
    fs::write(&path, new).with_context(|| format!("cannot write {README}"))
}

/// What a client leaves of each reply; null is one that it fails on.
fn decode(
    places: &Places,
    row: &Row,
    index: usize,
    replies: &[Reply],
) -> Result<Option<Vec<Value>>> {
    let Row(name, make, form, options) = row;
    let folder = places.build.join(format!("languages/{index}"));
    let (given, results) = (folder.join("replies.json"), folder.join("results.json"));
    // Files of schemas that are gone would be compiled, too.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    fs::write(&given, serde_json::to_string(replies)?)?;
    let document = match form {
        Form::Written => &places.document,
        Form::OpenEnums => &places.open_enums_document,
        Form::Open => &places.open_document,
    };
    let client = Client {
        places,
        document,
        folder,
        options: &options.join(","),
    };
    let Some(decode) = make(&client)? else {
        return Ok(None);
    };
    decode
        .arg(given)
        .arg(&results)
        .run(&places.log(&format!("decode-{index}")))?;
    let results: Vec<Value> = serde_json::from_str(&fs::read_to_string(&results)?)?;
    ensure!(results.len() == replies.len(), "{name} left out replies");
    Ok(Some(results))
}

fn line(Row(name, _, form, options): &Row, replies: &[Reply], results: Option<&[Value]>) -> String {
    let given = match form {
        Form::Written => "`nimbus.yaml`",
        Form::OpenEnums => "`contract-open --enums-only`",
        Form::Open => "`contract-open`",
    };
    let options: Vec<String> = options.iter().map(|it| format!("`{it}`")).collect();
    let options = options.join(", ");
    let Some(results) = results else {
        return format!("| {name} | {given} | {options} | does not compile | | | | |\n");
    };
    let cell = |news, judge: fn(&Reply, &Value) -> &'static str| {
        let both = replies.iter().zip(results);
        summary(
            both.filter(|it| it.0.news == news)
                .map(|it| judge(it.0, it.1)),
        )
    };
    let cells = [
        cell(News::Nothing, left),
        cell(News::Nothing, kinds),
        cell(News::EnumValue, left),
        cell(News::Kind, left),
        cell(News::Field, left),
    ];
    format!("| {name} | {given} | {options} | {} |\n", cells.join(" | "))
}

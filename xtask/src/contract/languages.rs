//! How generated clients decode responses of the current server and of newer ones: the table of openapi/README.md.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::ensure_no_warning;
use super::responses::{News, Response, responses};
use super::tools::Shell;
use crate::{bench, document, repository};

/// The forms of the document, and where they are, from tests/interop.
const FORMS: [(&str, &str); 3] = [
    ("nimbus.yaml", "../../openapi/nimbus.yaml"),
    ("contract-open --enums-only", "build/nimbus-open-enums.json"),
    ("contract-open", "build/nimbus-open.json"),
];

const README: &str = "openapi/README.md";

const HEAD: &str = "\
| Client | Given | Options | Decodes responses | Union members | Unknown enum value | Unknown union member | Unknown field |
|---|---|---|---|---|---|---|---|
";

/// A client of clients.yaml.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Client {
    name: String,
    generate: String,
    #[serde(default)]
    compile: String,
    decode: String,
    #[serde(default)]
    fail_on_warning: bool,
    rows: Vec<Row>,
}

/// A row of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    document: String,
    #[serde(default)]
    options: Vec<String>,
}

pub(super) fn run(shell: &Shell<'_>, check: bool) -> Result<()> {
    let places = shell.places;
    let clients = document::value(include_str!("clients.yaml"))?;
    let clients: Vec<Client> = serde_json::from_value(clients)?;
    let document = fs::read_to_string(places.root.join(repository::DOCUMENT))?;
    let document = document::value(&document)?;
    let responses = responses(&document);
    let given = serde_json::to_string(&responses)?;
    fs::write(places.build.join("responses.json"), given)?;
    let mut table = HEAD.to_owned();
    for client in &clients {
        for (index, row) in client.rows.iter().enumerate() {
            let made = format!("build/languages/{}-{index}", client.name.replace(' ', "-"));
            let results = client.decode(shell, row, &made)?;
            let count = results.as_ref().map_or(responses.len(), Vec::len);
            ensure!(
                count == responses.len(),
                "{made} decodes {count} responses of {}",
                responses.len()
            );
            table += &line(&client.name, row, &responses, results.as_deref());
        }
    }
    print!("{table}");
    let path = places.root.join(README);
    let old = fs::read_to_string(&path)?;
    let new =
        bench::replace(&old, "languages", &table).context("there is no place for the table")?;
    ensure!(
        new == old || !check,
        "the table in {README} is not up to date; run `cargo xtask contract --only languages`"
    );
    fs::write(&path, new).with_context(|| format!("cannot write {README}"))
}

impl Client {
    /// What it leaves of each response; null is one that it fails on. None if it does not compile.
    fn decode(&self, shell: &Shell<'_>, row: &Row, made: &str) -> Result<Option<Vec<Value>>> {
        let form = FORMS.iter().find(|form| form.0 == row.document);
        let (_, document) = form.with_context(|| format!("unknown document {}", row.document))?;
        let options = row.options.join(",");
        let variables = [
            ("DOCUMENT", *document),
            ("MADE", made),
            ("OPTIONS", &options),
        ];
        let log = |part| format!("{}-{part}", made.replace('/', "-"));
        // Files of schemas that are gone would be compiled, too.
        let generate = format!("rm -rf $MADE && mkdir -p $MADE\n{}", self.generate);
        let output = shell.run(&log("generate"), &generate, &variables)?;
        ensure_no_warning(self.fail_on_warning, &output)?;
        let compiled = shell.run(&log("compile"), &self.compile, &variables);
        if compiled.is_err() {
            return Ok(None);
        }
        let decode = format!("{} build/responses.json $MADE/results.json", self.decode);
        shell.run(&log("decode"), &decode, &variables)?;
        let results = shell.places.interop.join(made).join("results.json");
        Ok(serde_json::from_str(&fs::read_to_string(results)?)?)
    }
}

fn line(name: &str, row: &Row, responses: &[Response<'_>], results: Option<&[Value]>) -> String {
    let options: Vec<_> = row.options.iter().map(|it| format!("`{it}`")).collect();
    let head = format!("| {name} | `{}` | {} |", row.document, options.join(", "));
    let Some(results) = results else {
        return format!("{head} does not compile | | | | |\n");
    };
    let both = || responses.iter().zip(results);
    let of = |news| both().filter(move |it| it.0.news == news);
    let left = |news| summary(of(news).map(|it| it.0.left(it.1)));
    let types = summary(of(News::Nothing).map(|it| it.0.types(it.1)));
    let [value, member, field] = [News::EnumValue, News::UnionMember, News::Field].map(left);
    let today = left(News::Nothing);
    format!("{head} {today} | {types} | {value} | {member} | {field} |\n")
}

/// The word for all of them; each with its number where they differ.
fn summary(words: impl Iterator<Item = &'static str>) -> String {
    let mut counts = BTreeMap::new();
    for word in words.filter(|word| !word.is_empty()) {
        *counts.entry(word).or_insert(0) += 1;
    }
    let is_one = counts.len() == 1;
    let shown = counts.into_iter().map(|(word, count)| match is_one {
        true => word.to_owned(),
        false => format!("{word} {count}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

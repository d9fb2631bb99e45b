//! Whether the linters report violations: each rule is broken once in a document that keeps all rules.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::tools::Places;
use crate::document;

/// Where the ruleset is, below the root of the repository.
pub(crate) const RULESET: &str = "openapi/spectral.yaml";

const BASE: &str = include_str!("../lint/base.yaml");
const BROKEN: &str = include_str!("broken.yaml");

/// A rule of Redocly's own.
const OF_REDOCLY: &str = "no-required-schema-properties-undefined";

/// A row of broken.yaml.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Break {
    rule: String,
    replace: String,
    by: String,
    line: String,
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    source: String,
    range: Range,
}

#[derive(Deserialize)]
struct Range {
    start: Start,
}

#[derive(Deserialize)]
struct Start {
    line: usize,
}

pub(crate) fn notices(places: &Places) -> Result<()> {
    let breaks: Vec<Break> = serde_json::from_value(document::value(BROKEN)?)?;
    every_rule_is_broken(places, &breaks)?;
    let folder = places.build.join("broken");
    fs::create_dir_all(&folder)?;
    let path = |index: usize| folder.join(format!("{index}.yaml"));
    let found = folder.join("findings.json");
    let mut spectral = places
        .tool("spectral")
        .args("lint --quiet --format json --output")
        .arg(&found)
        .arg("--ruleset")
        .arg(places.root.join(RULESET));
    fs::write(path(0), BASE)?;
    spectral = spectral.arg(path(0));
    for (index, it) in (1..).zip(&breaks) {
        let count = BASE.matches(&it.replace).count();
        ensure!(
            count == 1,
            "{}: the base document contains {:?} {count} times",
            it.rule,
            it.replace
        );
        fs::write(path(index), BASE.replace(&it.replace, &it.by))?;
        spectral = spectral.arg(path(index));
    }
    let _ = fs::remove_file(&found);
    // It is expected to fail; its findings count.
    let outcome = spectral.run(&places.log("spectral-broken"));
    let found = fs::read_to_string(&found).or_else(|_| outcome.map(|_| String::new()))?;
    let found: Vec<Finding> =
        serde_json::from_str(&found).context("the output of Spectral is not JSON")?;
    let of = |index: usize| {
        let end = format!("/{index}.yaml");
        found.iter().filter(move |it| it.source.ends_with(&end))
    };
    if let Some(finding) = of(0).next() {
        bail!("the base document breaks {}", finding.code);
    }
    for (index, Break { rule, line, .. }) in (1..).zip(&breaks) {
        if rule == OF_REDOCLY {
            let redocly = places
                .redocly(&path(index))
                .run(&places.log("redocly-broken"));
            let output = redocly
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default();
            ensure!(
                output.contains(rule),
                "Redocly does not report {rule}: {output}"
            );
            continue;
        }
        let text = fs::read_to_string(path(index))?;
        let text: Vec<_> = text.lines().collect();
        let is_there = |it: &Finding| {
            text.get(it.range.start.line)
                .is_some_and(|it| it.contains(line))
        };
        ensure!(
            of(index).any(|it| it.code == *rule && is_there(it)),
            "Spectral does not report {rule} in the line {line:?} of {}",
            path(index).display()
        );
    }
    Ok(())
}

fn every_rule_is_broken(places: &Places, breaks: &[Break]) -> Result<()> {
    let ruleset = document::value(&fs::read_to_string(places.root.join(RULESET))?)?;
    let rules = ruleset["rules"]
        .as_object()
        .context("the ruleset has no rules")?;
    let broken: BTreeSet<_> = breaks.iter().map(|it| it.rule.as_str()).collect();
    let never: Vec<_> = rules
        .keys()
        .filter(|rule| !broken.contains(rule.as_str()))
        .collect();
    ensure!(never.is_empty(), "broken.yaml does not break {never:?}");
    Ok(())
}

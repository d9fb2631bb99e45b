//! Whether the ruleset notices: a document that keeps all rules is broken once for each, and the finding belongs to a line.

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

/// What Redocly's own rules hold.
const OF_REDOCLY: &str = "no-required-schema-properties-undefined";

#[derive(Deserialize)]
struct Break(String, String, String, String);

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
        .node("spectral")
        .args("lint --quiet --format json --output")
        .arg(&found)
        .arg("--ruleset")
        .arg(places.root.join(RULESET));
    let base = Break(
        "the base document".to_owned(),
        String::new(),
        String::new(),
        String::new(),
    );
    for (index, Break(rule, old, new, _)) in [&base].into_iter().chain(&breaks).enumerate() {
        let count = if old.is_empty() {
            1
        } else {
            BASE.matches(old).count()
        };
        ensure!(count == 1, "{rule}: {old:?} is there {count} times");
        fs::write(path(index), BASE.replacen(old, new, 1))?;
        spectral = spectral.arg(path(index));
    }
    let _ = fs::remove_file(&found);
    // That it fails is what is wanted; what it found counts.
    let outcome = spectral.run(&places.log("spectral-broken"));
    let found = fs::read_to_string(&found).or_else(|_| outcome.map(|_| String::new()))?;
    let found: Vec<Finding> = serde_json::from_str(&found).context("Spectral writes no JSON")?;
    let of = |index: usize| {
        let end = format!("/{index}.yaml");
        found.iter().filter(move |it| it.source.ends_with(&end))
    };
    if let Some(finding) = of(0).next() {
        bail!("the base document breaks {}", finding.code);
    }
    for (index, Break(rule, _, _, line)) in (1..).zip(&breaks) {
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
                "Redocly does not notice {rule}: {output}"
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
            "{rule} is not noticed in the line {line:?} of {}",
            path(index).display()
        );
    }
    Ok(())
}

fn every_rule_is_broken(places: &Places, breaks: &[Break]) -> Result<()> {
    let ruleset = document::value(&fs::read_to_string(places.root.join(RULESET))?)?;
    let rules = ruleset["rules"].as_object().context("it has no rules")?;
    let broken: BTreeSet<_> = breaks.iter().map(|Break(rule, ..)| rule.as_str()).collect();
    let never: Vec<_> = rules
        .keys()
        .filter(|rule| !broken.contains(rule.as_str()))
        .collect();
    ensure!(never.is_empty(), "nothing breaks {never:?}");
    Ok(())
}

//! `cargo xtask fuzz`: feeds the parts of the SDK that read what others write, guided by what the code does with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{outputs, tools};

/// The crate with the targets, below the root of the repository.
const FOLDER: &str = "tests/fuzz";

/// Longer inputs are slower, and show nothing that shorter ones do not.
const LONGEST: usize = 4096;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How long each target runs
    #[arg(long, value_name = "N", default_value_t = 15)]
    seconds: u32,
    /// Only this target
    #[arg(long, value_name = "NAME")]
    target: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    // libFuzzer takes zero for no limit.
    ensure!(arguments.seconds > 0, "--seconds must be at least 1");
    let root = outputs::root()?;
    let folder = root.join(FOLDER);
    let targets = targets(&folder, arguments.target.as_deref())?;
    let kept = outputs::target(&root);
    let fuzzer = tools::FUZZ.install(&root)?;
    let cargo_fuzz = |action: &str| {
        let mut command = Command::new(&fuzzer);
        command.arg(action).arg("--fuzz-dir").arg(&folder);
        // Nothing here is unsafe; and the sanitizers need a nightly toolchain.
        command.args(["--sanitizer", "none", "--target-dir"]);
        command.arg(kept.join("fuzz")).current_dir(&folder);
        // The targets are no members of the workspace, so that the step `clippy` passes them over: they are linted as they
        // are built.
        command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
        command
    };
    tools::succeed(&mut cargo_fuzz("build"))?;
    let mut broken = Vec::new();
    for target in &targets {
        let (finds, crashes) = (
            kept.join("fuzz/finds").join(target),
            kept.join("fuzz/crashes").join(target),
        );
        fs::create_dir_all(&finds)?;
        fs::create_dir_all(&crashes)?;
        let before = files(&crashes)?;
        println!("\n== {target}: {} s", arguments.seconds);
        let status = cargo_fuzz("run")
            .arg(target)
            // What is new goes into the first folder.
            .args([&finds, &folder.join("corpus").join(target)])
            .arg("--")
            .arg(format!("-max_total_time={}", arguments.seconds))
            .arg(format!("-max_len={LONGEST}"))
            .arg(format!("-dict={}", folder.join("words.dict").display()))
            .arg(format!("-artifact_prefix={}/", crashes.display()))
            .args(["-timeout=10", "-print_final_stats=1"])
            .status()
            .context("cannot run cargo-fuzz")?;
        if !status.success() {
            let input = files(&crashes)?
                .into_iter()
                .find(|file| !before.contains(file));
            broken.push(report(target, input.as_deref()));
        }
    }
    ensure!(broken.is_empty(), "{}", broken.join("\n"));
    Ok(())
}

/// The names of the targets, or of the one that is wanted.
fn targets(folder: &Path, wanted: Option<&str>) -> Result<Vec<String>> {
    let sources = files(&folder.join("src/bin"))?;
    let mut names: Vec<_> = sources
        .iter()
        .filter_map(|source| Some(source.file_stem()?.to_str()?.to_owned()))
        .collect();
    ensure!(!names.is_empty(), "{} has no targets", folder.display());
    if let Some(wanted) = wanted {
        let known = names.join(", ");
        names.retain(|name| name == wanted);
        ensure!(
            !names.is_empty(),
            "there is no target {wanted}; there are {known}"
        );
    }
    Ok(names)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// What to do about a target that has failed.
fn report(target: &str, input: Option<&Path>) -> String {
    match input {
        Some(input) => format!(
            "{target} fails on {0}\n  again: copy it into {FOLDER}/corpus/{target}, then cargo xtask fuzz --target {target}",
            input.display()
        ),
        None => format!("{target} failed, and left no input"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_its_corpus_and_every_corpus_its_target() {
        let folder = outputs::root().unwrap().join(FOLDER);
        let targets = targets(&folder, None).unwrap();
        let corpora = files(&folder.join("corpus")).unwrap();
        for corpus in &corpora {
            assert!(!files(corpus).unwrap().is_empty(), "{}", corpus.display());
        }
        let names = corpora
            .iter()
            .map(|corpus| corpus.file_name().unwrap().to_str().unwrap());
        assert!(names.eq(&targets), "{targets:?}, {corpora:?}");
    }

    #[test]
    fn a_target_that_is_not_there_is_refused_with_those_that_are() {
        let folder = outputs::root().unwrap().join(FOLDER);
        let error = targets(&folder, Some("names")).unwrap_err().to_string();
        assert!(
            error.contains("no target names") && error.contains("endpoint, "),
            "{error}"
        );
    }

    #[test]
    fn a_failure_names_the_input_and_how_to_see_it_again() {
        let text = report("jwt", Some(Path::new("crash-1")));
        assert!(
            text.contains("fails on crash-1") && text.contains("corpus/jwt"),
            "{text}"
        );
        assert!(report("jwt", None).contains("no input"));
    }
}

//! `cargo xtask fuzz`: feeds the parts of the SDK that read what others write, guided by what the code does with it.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process::succeed;
use crate::{repository, tools};

/// The crate with the targets, below the root of the repository.
const FOLDER: &str = "tests/fuzz";

/// Longer inputs are slower, and show nothing that shorter ones do not.
const LONGEST: usize = 4096;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Seconds per target
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    seconds: u32,
    /// Run only this target
    #[arg(long, value_name = "NAME")]
    target: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = repository::root()?;
    let folder = root.join(FOLDER);
    let kept = repository::target(&root).join("fuzz");
    let fuzzer = tools::FUZZ.install(&root)?;
    let cargo_fuzz = |action: &str| {
        let mut command = Command::new(&fuzzer);
        command.arg(action).arg("--fuzz-dir").arg(&folder);
        // Nothing here is unsafe; and the sanitizers need a nightly toolchain.
        command.args(["--sanitizer", "none", "--target-dir"]);
        command.arg(&kept).current_dir(&folder);
        // The targets are no members of the workspace, so that the step `clippy` passes them over: they are linted as they
        // are built.
        command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
        command
    };
    succeed(&mut cargo_fuzz("build"))?;
    let mut broken = Vec::new();
    for target in targets(arguments)? {
        let [finds, crashes] = ["finds", "crashes"].map(|it| kept.join(it).join(&target));
        fs::create_dir_all(&finds)?;
        fs::create_dir_all(&crashes)?;
        println!("\n== {target}: {} s", arguments.seconds);
        // Of an input that fails, cargo-fuzz says where it is kept and how it is run again. libFuzzer refuses to run without
        // the folder of the corpus.
        let status = cargo_fuzz("run")
            .arg(&target)
            // What is new goes into the first folder.
            .args([&finds, &folder.join("corpus").join(&target)])
            .arg("--")
            .arg(format!("-max_total_time={}", arguments.seconds))
            .arg(format!("-max_len={LONGEST}"))
            .arg(format!("-dict={}", folder.join("words.dict").display()))
            .arg(format!("-artifact_prefix={}/", crashes.display()))
            .args(["-timeout=10", "-print_final_stats=1"])
            .status()
            .context("cannot run cargo-fuzz")?;
        if !status.success() {
            broken.push(target);
        }
    }
    ensure!(broken.is_empty(), "failed: {}", broken.join(", "));
    Ok(())
}

/// The names of the targets, or the one that is wanted.
fn targets(arguments: &Arguments) -> Result<Vec<String>> {
    if let Some(wanted) = &arguments.target {
        return Ok(vec![wanted.clone()]);
    }
    let mut names = Vec::new();
    for source in fs::read_dir(repository::root()?.join(FOLDER).join("src/bin"))? {
        let source = source?.path();
        names.extend(source.file_stem().map(|name| name.display().to_string()));
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_corpus_has_its_target() {
        let folder = repository::root().unwrap().join(FOLDER);
        for corpus in fs::read_dir(folder.join("corpus")).unwrap() {
            let name = corpus.unwrap().file_name().into_string().unwrap();
            assert!(folder.join(format!("src/bin/{name}.rs")).exists(), "{name}");
        }
    }
}

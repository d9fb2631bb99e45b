//! `cargo xtask package`: whether each published crate can be packaged, with its licences and README. `include` in its manifest
//! lists all other files.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::process::{Program, command, output};
use crate::repository;

/// The beginnings of cargo's warnings that stay, with the reason.
const KNOWN: [&str; 4] = [
    // It always says so.
    "aborting upload due to dry run",
    // This repository has no public address yet; see "Releasing" in CONTRIBUTING.md.
    "manifest has no documentation, homepage or repository",
    // The name is another's in the public index; see the same place.
    "crate nimbus@",
    // The emulator's, which compare it with files of the repository.
    "ignoring test `contract` as `tests/contract/",
];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Also build each package from its own content only
    #[arg(long)]
    build: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = repository::root()?;
    // Where cargo lets crates that need each other find each other's packages.
    let folder = repository::target(&root).join("package/tmp-registry");
    // What is not committed yet is judged, too.
    let publish = "publish --workspace --dry-run --locked --allow-dirty --color never";
    let verify = if arguments.build { "" } else { "--no-verify" };
    let messages = Program::new("cargo")
        .args(publish)
        .args(verify)
        .directory(&root)
        .limit(Duration::from_secs(3600))
        .run(&repository::target(&root).join("package.log"))?;
    let lines = || messages.lines().map(str::trim_start);
    let warnings = lines().filter_map(|line| line.strip_prefix("warning: "));
    let unknown: Vec<_> = warnings
        .filter(|warning| !KNOWN.iter().any(|known| warning.starts_with(known)))
        .collect();
    ensure!(unknown.is_empty(), "cargo warns:\n{}", unknown.join("\n"));
    let mut packages = lines()
        .filter_map(|line| line.strip_prefix("Packaging "))
        .peekable();
    ensure!(packages.peek().is_some(), "no crate is published");
    for package in packages {
        let (name, rest) = package
            .split_once(" v")
            .with_context(|| format!("cargo printed no version: Packaging {package}"))?;
        let version = rest.split(' ').next().unwrap_or_default();
        for file in ["README.md", "LICENSE-APACHE", "LICENSE-MIT"] {
            let print = format!("tar -xzOf {name}-{version}.crate {name}-{version}/{file}");
            let text = output(command(&print)?.current_dir(&folder))?;
            // Licences are links, which are files with a path in them where links are switched off.
            ensure!(
                file == "README.md" || text == fs::read_to_string(root.join(file))?,
                "package {name}: {file} differs from that of the repository"
            );
        }
        println!("package {name}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_inherits_what_is_common_and_each_published_one_lists_its_files() {
        // Two are outside of the workspace, so that there is nothing to inherit.
        let list = "git ls-files -- */Cargo.toml :!tests/fuzz :!tests/benches/peers";
        let paths = output(&mut command(list).unwrap()).unwrap();
        assert!(paths.contains("nimbus/Cargo.toml\n"), "{paths}");
        for path in paths.lines() {
            let manifest = fs::read_to_string(repository::root().unwrap().join(path)).unwrap();
            let has = |text: &str| manifest.contains(text);
            for field in ["edition", "rust-version", "license"] {
                assert!(
                    has(&format!("\n{field}.workspace = true\n")),
                    "{path}: {field}"
                );
            }
            assert!(has("\n[lints]\nworkspace = true\n"), "{path}: lints");
            let is_listed = has("\npublish = false\n") || has("\ninclude = [");
            assert!(is_listed, "{path}: include");
        }
    }
}

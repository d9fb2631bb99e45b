//! The programs that are measured, and what they run on.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// The server has one processor to itself, what is measured has another.
const SERVER: &str = "0";
const CLIENT: &str = "1";

/// The server, until it is dropped.
pub(super) struct Server {
    pub(super) endpoint: String,
    child: Child,
    /// The server ends with its input.
    _input: Option<ChildStdin>,
}

impl Server {
    pub(super) fn start(program: &Path) -> Result<Self> {
        let mut child = pinned(SERVER, program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the server")?;
        let mut endpoint = String::new();
        let output = child.stdout.take().context("the server has no output")?;
        BufReader::new(output).read_line(&mut endpoint)?;
        ensure!(!endpoint.is_empty(), "the server did not start");
        Ok(Self {
            endpoint: endpoint.trim().to_owned(),
            _input: child.stdin.take(),
            child,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Builds programs of a package, and says where they are.
pub(super) fn build(directory: &Path, arguments: &[&str]) -> Result<PathBuf> {
    let output = Command::new("cargo")
        .args(["build", "--release", "--locked", "--message-format=json"])
        .args(arguments)
        .current_dir(directory)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    ensure!(output.status.success(), "cargo build failed");
    let text = String::from_utf8(output.stdout)?;
    let executable = text
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|message| Some(PathBuf::from(message.get("executable")?.as_str()?)))
        .next_back()
        .context("cargo built no program")?;
    Ok(executable
        .parent()
        .context("a program without a folder")?
        .to_owned())
}

/// Runs a program on the processor of its own, for what it prints.
pub(super) fn output(program: &Path, arguments: &[&str]) -> Result<String> {
    let output = pinned(CLIENT, program)
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run {}", program.display()))?;
    ensure!(
        output.status.success(),
        "{} {arguments:?} failed",
        program.display()
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// Runs a program on all processors, for what it prints.
pub(super) fn output_anywhere(program: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "{} failed", program.display());
    Ok(String::from_utf8(output.stdout)?)
}

/// How many instructions a program takes, the kernel's not among them.
pub(super) fn instructions(program: &Path, arguments: &[&str]) -> Result<f64> {
    let output = pinned(CLIENT, Path::new("valgrind"))
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .output()
        .context("cannot run valgrind")?;
    let text = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "valgrind failed: {text}");
    let count = text
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .context("valgrind has counted nothing")?;
    Ok(count.1.trim().parse()?)
}

/// The instructions of one call.
pub(super) fn per_call(
    program: &Path,
    way: &str,
    operation: &str,
    concurrency: u64,
    calls: u64,
    endpoint: &str,
) -> Result<f64> {
    let concurrency = concurrency.to_string();
    difference(calls, |calls| {
        let arguments = ["calls", way, operation, &concurrency, &calls, endpoint];
        instructions(program, &arguments)
    })
}

/// What one more costs: what comes before and after them all is in both counts.
pub(super) fn difference(count: u64, measure: impl Fn(String) -> Result<f64>) -> Result<f64> {
    let few = measure(count.to_string())?;
    let many = measure((3 * count).to_string())?;
    Ok((many - few) / (2 * count) as f64)
}

/// The words of a line that a program of ours prints.
pub(super) fn words<const N: usize>(line: &str) -> Result<[&str; N]> {
    let words: Vec<_> = line.split(' ').collect();
    words
        .try_into()
        .ok()
        .with_context(|| format!("not as expected: {line}"))
}

fn pinned(processor: &str, program: &Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", processor]).arg(program);
    command
}

/// The machine and the versions, as lines of a list.
pub(super) fn machine(root: &Path) -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let models: Vec<_> = processors
        .lines()
        .filter_map(|line| line.strip_prefix("model name"))
        .map(|model| model.trim_start_matches([' ', '\t', ':']))
        .collect();
    let model = models.first().unwrap_or(&"of an unknown kind");
    let said = |program: &str, argument: &str| -> Result<String> {
        let output = Command::new(program).arg(argument).output()?;
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    };
    let lock = fs::read_to_string(root.join("Cargo.lock"))?;
    let mut versions = Vec::new();
    for name in ["reqwest", "hyper", "tokio", "serde_json"] {
        versions.push(format!("{name} {}", locked(&lock, name)?));
    }
    Ok(format!(
        "- {} processors {model}; Linux {}\n- {}; {}\n- {}\n",
        models.len(),
        said("uname", "-r")?,
        said("rustc", "--version")?,
        versions.join(", "),
        said("valgrind", "--version")?,
    ))
}

fn locked<'a>(lock: &'a str, name: &str) -> Result<&'a str> {
    let Some((_, after)) = lock.split_once(&format!("name = \"{name}\"\nversion = \"")) else {
        bail!("Cargo.lock does not name {name}");
    };
    after
        .split('"')
        .next()
        .context("a lock file without an end")
}

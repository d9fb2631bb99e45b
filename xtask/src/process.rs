//! Other programs: as they are typed; or run to their end within a limit, their output kept for the case that they fail.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::outputs;

/// A command as it is typed, at the root of the repository. No argument holds a space.
pub(crate) fn command(line: &str) -> Result<Command> {
    let mut words = line.split(' ');
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).current_dir(outputs::root()?);
    Ok(command)
}

/// Runs a command that has to end well.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status();
    let status = status.with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

/// Runs a command that has to end well, for what it prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("cannot run {command:?}"))?;
    ensure!(output.status.success(), "{command:?} failed");
    Ok(String::from_utf8(output.stdout)?)
}

/// How often a running program is looked at.
const GLANCE: Duration = Duration::from_millis(20);

/// A program to run.
pub(crate) struct Program {
    command: Command,
    limit: Duration,
}

impl Program {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        Self {
            command,
            limit: Duration::from_secs(300),
        }
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Arguments, separated by spaces.
    pub(crate) fn args(mut self, arguments: &str) -> Self {
        self.command.args(arguments.split_whitespace());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn directory(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self
    }

    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Runs the program; its output, written to `log`, as text. Fails with that output when it fails.
    pub(crate) fn run(mut self, log: &Path) -> Result<String> {
        if let Some(folder) = log.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        self.command.stdout(file.try_clone()?).stderr(file);
        let child = self.command.spawn();
        let mut child = child.with_context(|| format!("cannot run {:?}", self.command))?;
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break Some(status);
            }
            if begun.elapsed() > self.limit {
                child.kill()?;
                child.wait()?;
                break None;
            }
            thread::sleep(GLANCE);
        };
        let output = fs::read(log)?;
        let output = String::from_utf8_lossy(&output).into_owned();
        match status {
            Some(status) if status.success() => Ok(output),
            Some(status) => bail!("{output}\n{:?}\n{status}", self.command),
            None => bail!("{output}\n{:?}\nnot done in {:?}", self.command, self.limit),
        }
    }
}

/// The first line that a program writes when it is asked for its version.
pub(crate) fn version(program: &str, argument: &str, purpose: &str) -> Result<String> {
    let missing = || format!("`{program}` is needed for {purpose}; it could not be run");
    let output = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .output();
    let output = output.with_context(missing)?;
    // Java writes it beside its output.
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    ensure!(output.status.success(), "{}: {text}", missing());
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// Where the output of a step's program is kept.
pub(crate) fn log_file(build: &Path, name: &str) -> PathBuf {
    build.join("logs").join(format!("{name}.log"))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_shows_output_and_command_and_what_does_not_end_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let run = |words: &str, limit| {
            let program = Program::new("sh").arg("-c").arg(words).limit(limit);
            let error = program.run(&folder.path().join("logs/x.log"));
            error.unwrap_err().to_string()
        };
        let error = run("echo broken; exit 3", Duration::MAX);
        assert!(error.starts_with("broken\n"), "{error}");
        assert!(error.contains("\"sh\" \"-c\""), "{error}");
        let error = run("exec sleep 600", Duration::ZERO);
        assert!(error.contains("not done in"), "{error}");
    }
}

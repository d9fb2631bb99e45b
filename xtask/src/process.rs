//! Other programs: as they are typed; or run to their end within a limit, their output kept for the case that they fail.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::repository;

/// A command as it is typed, at the root of the repository. No argument holds a space.
pub(crate) fn command(line: &str) -> Result<Command> {
    let mut words = line.split(' ');
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).current_dir(repository::root()?);
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

/// A program to run, with all programs that it starts.
pub(crate) struct Program {
    command: Command,
    limit: Option<Duration>,
}

impl Program {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        Self {
            command,
            limit: Some(Duration::from_secs(300)),
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

    /// Five minutes unless it is set; none means forever.
    pub(crate) fn limit(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limit = limit.into();
        self
    }

    /// Runs the program; its output, written to `log`, as text. Fails with that output when it fails.
    pub(crate) fn run(mut self, log: &Path) -> Result<String> {
        if let Some(folder) = log.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        self.command.stdout(file.try_clone()?).stderr(file);
        let mut guard = Guard::of(&mut self.command)?;
        let child = self.command.spawn();
        let mut child = child.with_context(|| format!("cannot run {:?}", self.command))?;
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break Some(status);
            }
            if self.limit.is_some_and(|limit| begun.elapsed() > limit) {
                guard.end(&mut child)?;
                break None;
            }
            thread::sleep(GLANCE);
        };
        let output = fs::read(log)?;
        let output = String::from_utf8_lossy(&output).into_owned();
        match status {
            Some(status) if status.success() => Ok(output),
            Some(status) => bail!("{output}\n{:?}\n{status}", self.command),
            None => bail!("{output}\n{:?}\ntimed out", self.command),
        }
    }
}

/// Ends what a program has started when its limit is reached, and when this process is interrupted: Ctrl-C reaches only the
/// process group of the terminal, and the program has a group of its own.
#[cfg(unix)]
struct Guard(Child);

#[cfg(unix)]
impl Guard {
    /// Its input is closed on purpose, or because this process has ended. Programs have two seconds to remove their files.
    const SCRIPT: &str = "trap '' TERM; read -r _; kill -TERM 0; sleep 2; kill -KILL 0";

    /// Starts a process group, and puts the command into it.
    fn of(command: &mut Command) -> Result<Self> {
        use std::os::unix::process::CommandExt as _;
        let mut guard = Command::new("sh");
        guard.args(["-c", Self::SCRIPT]).stdin(Stdio::piped());
        let guard = guard.process_group(0).spawn().context("cannot run sh")?;
        command.process_group(guard.id().try_into()?);
        Ok(Self(guard))
    }

    fn end(&mut self, child: &mut Child) -> Result<()> {
        drop(self.0.stdin.take());
        child.wait()?;
        self.0.wait()?;
        Ok(())
    }
}

#[cfg(unix)]
impl Drop for Guard {
    fn drop(&mut self) {
        // Before its input is closed, so that it ends alone.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Without process groups, only the program itself can be ended.
#[cfg(not(unix))]
struct Guard;

#[cfg(not(unix))]
impl Guard {
    fn of(_: &mut Command) -> Result<Self> {
        Ok(Self)
    }

    fn end(&mut self, child: &mut Child) -> Result<()> {
        child.kill()?;
        child.wait()?;
        Ok(())
    }
}

/// The first line that a program prints when it is asked for its version.
pub(crate) fn version(program: &str, purpose: &str) -> Result<String> {
    let missing = || format!("`{program}` is needed for {purpose}; it could not be run");
    let mut command = Command::new(program);
    let text = output(command.arg("--version").stdin(Stdio::null())).with_context(missing)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// Where the output of a step's program is kept.
pub(crate) fn log_file(build: &Path, name: &str) -> PathBuf {
    build.join("logs").join(format!("{name}.log"))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn error(program: Program) -> String {
        let folder = tempfile::tempdir().unwrap();
        let error = program.run(&folder.path().join("logs/x.log"));
        error.unwrap_err().to_string()
    }

    #[test]
    fn a_failure_shows_output_and_command() {
        let error = error(Program::new("sh").arg("-c").arg("echo broken; exit 3"));
        assert!(error.starts_with("broken\n"), "{error}");
        assert!(error.contains("\"sh\" \"-c\""), "{error}");
    }

    #[test]
    fn at_the_limit_all_programs_of_the_group_are_ended() {
        // The inner program ignores the first signal. It holds the pipe as long as it runs.
        let inner = "(trap '' TERM; sleep 60; echo survived >&3) & wait";
        let (mut reader, writer) = std::io::pipe().unwrap();
        let mut program = Program::new("sh")
            .arg("-c")
            .arg(format!("exec 3<&0; {inner}"))
            .limit(Duration::from_secs(1));
        program.command.stdin(writer);
        let error = error(program);
        assert!(error.contains("timed out"), "{error}");
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "");
    }
}

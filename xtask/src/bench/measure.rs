//! Runs what is to be measured.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use super::table::Figures;
use crate::process::{command, output, succeed};
use crate::repository;

/// Each with what it is called in tables, and how many calls are counted: a list takes ten times as long.
const OPERATIONS: [(&str, &str, u64); 3] = [
    ("get", "get a service, 0.7 KB", 320),
    ("create", "create a sandbox", 320),
    ("list", "list 100 sandboxes, 67 KB", 64),
];

const WAYS: &str = "bare generated nimbus";

/// How often the clients with 64 connections have their turn.
const TURNS: usize = 7;

/// The server has one processor to itself, what is measured has another.
const SERVER: &str = "0";
const CLIENT: &str = "1";
const BOTH: &str = "0,1";

/// What valgrind counts in a process, by which tool, and what stands before the count.
const COUNTS: [(&str, &str, &str); 2] = [
    (
        "instructions",
        "valgrind --log-fd=1 --tool=callgrind --callgrind-out-file=/dev/null",
        "Collected : ",
    ),
    (
        "allocations",
        "valgrind --log-fd=1 --tool=memcheck --leak-check=no --undef-value-errors=no",
        "total heap usage: ",
    ),
];

pub(super) fn all(quick: bool) -> Result<Figures> {
    let root = repository::root()?;
    let target = repository::target(&root);
    // All is built before anything is measured.
    let build = "cargo build --release --locked --bins --manifest-path tests/benches";
    let builds = ["Cargo.toml", "peers/Cargo.toml"].map(|manifest| format!("{build}/{manifest}"));
    for build in if quick { &builds[..1] } else { &builds } {
        succeed(command(build)?.arg("--target-dir").arg(&target))?;
    }
    let node = root.join("tests/benches/node");
    if !quick {
        let install = "npm ci --ignore-scripts --no-audit --no-fund";
        succeed(command(install)?.current_dir(&node))?;
    }
    let programs = target.join("release");
    let (_server, endpoint) = server(&programs.join("canned"))?;
    let mut bench = Bench {
        programs,
        endpoint,
        figures: Figures::default(),
    };
    bench.calls(quick)?;
    bench.scale()?;
    if !quick {
        bench.peers(&node.join("client.js"))?;
    }
    Ok(bench.figures)
}

struct Bench {
    programs: PathBuf,
    endpoint: String,
    figures: Figures,
}

impl Bench {
    fn calls(&mut self, quick: bool) -> Result<()> {
        let (rounds, times) = if quick { (5, 1) } else { (31, 5) };
        for (operation, what, calls) in OPERATIONS {
            for concurrency in [1, 64] {
                let call = format!("{operation} {concurrency}");
                let what = format!("{what}, {concurrency} at a time");
                let words = format!("times {rounds} {call} {} {WAYS}", times * calls);
                self.cost(CLIENT, &what, "", &words)?;
                for way in WAYS.split(' ') {
                    self.count(&what, way, &format!("cost count {way} {call}"), calls)?;
                }
            }
        }
        let list = "decode a list of 100";
        self.count(list, "closed enums", "cost decode bare", 20)?;
        self.count(list, "nimbus", "cost decode nimbus", 20)?;
        self.cost(CLIENT, "a client", "", "make")
    }

    /// What comes of many.
    fn scale(&mut self) -> Result<()> {
        let through = "get through 10,000 clones";
        self.cost(BOTH, through, "1 thread", "clones 1 10000")?;
        self.cost(BOTH, through, "2 threads", "clones 2 10000")?;
        let waits = "waits of 2 s for a service";
        self.cost(CLIENT, waits, "1 waiter", "waits 1 1")?;
        self.cost(CLIENT, waits, "1,000 waiters", "waits 1000 1")?;
        self.cost(CLIENT, waits, "1,000 for 1,000 services", "waits 1000 1000")?;
        self.cost(BOTH, "a stream", "1,000 items", "stream 1000")?;
        self.cost(BOTH, "a stream", "100,000 items", "stream 100000")
    }

    /// Other SDKs, and a client in another language, on the same server.
    fn peers(&mut self, script: &Path) -> Result<()> {
        for peer in ["async-openai", "kube", "octocrab"] {
            for (operation, what, calls) in [OPERATIONS[0], OPERATIONS[2]] {
                let words = format!("nimbus-peers {peer} {operation} 1");
                self.count(&format!("{what}, 1 at a time"), peer, &words, calls)?;
            }
        }
        let what = "get a service, all threads of a process, 64 at a time";
        for _ in 0..TURNS {
            for way in ["bare", "nimbus"] {
                self.cost(CLIENT, what, "", &format!("times 1 get 64 20000 {way}"))?;
            }
            let lines = self.run(CLIENT, "node", &format!("{} 20000", script.display()))?;
            self.figures.read(what, "openapi-fetch", &lines)?;
        }
        Ok(())
    }

    /// Takes what the program `cost` prints.
    fn cost(&mut self, processors: &str, what: &str, column: &str, words: &str) -> Result<()> {
        let lines = self.run(processors, "", &format!("cost {words}"))?;
        self.figures.read(what, column, &lines)
    }

    /// Counts what one more call takes: what comes before and after them all is in both counts.
    fn count(&mut self, what: &str, column: &str, words: &str, calls: u64) -> Result<()> {
        for (quantity, tool, before) in COUNTS {
            let count = |calls: u64| -> Result<f64> {
                let text = self.run(CLIENT, tool, &format!("{words} {calls}"))?;
                let count = text
                    .split_once(before)
                    .map(|(_, count)| count.split([' ', '\n']));
                let count = count.and_then(|mut words| words.next());
                let count = count.context("valgrind has counted nothing")?;
                Ok(count.replace(',', "").parse()?)
            };
            let one = (count(3 * calls)? - count(calls)?) / (2 * calls) as f64;
            self.figures.add(what, column, quantity, one)?;
        }
        Ok(())
    }

    /// Runs one of the programs, against the server, by or under another program.
    fn run(&self, processors: &str, under: &str, words: &str) -> Result<String> {
        let (program, words) = words
            .split_once(' ')
            .context("a command without arguments")?;
        let mut command = pinned(processors);
        command.args(under.split_whitespace());
        command.arg(self.programs.join(program)).arg(&self.endpoint);
        output(command.args(words.split(' ')))
    }
}

/// Starts the server, which ends with its input, and says where it listens.
fn server(program: &Path) -> Result<(Child, String)> {
    let mut server = pinned(SERVER);
    server.arg(program).stdin(Stdio::piped());
    let mut server = server.stdout(Stdio::piped()).spawn()?;
    let mut endpoint = String::new();
    let output = server.stdout.take().context("the server has no output")?;
    BufReader::new(output).read_line(&mut endpoint)?;
    ensure!(!endpoint.is_empty(), "the server did not start");
    Ok((server, endpoint.trim().to_owned()))
}

fn pinned(processors: &str) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", processors]);
    command
}

/// The machine and the tools, as lines of a list. Versions of crates stand in Cargo.lock.
pub(super) fn machine() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let mut models = processors
        .lines()
        .filter_map(|line| line.strip_prefix("model name\t: "));
    let model = models.next().unwrap_or("of an unknown kind");
    let mut text = format!("- {} processors {model}\n", models.count() + 1);
    for version in ["uname -sr", "rustc --version", "valgrind --version"] {
        text += &format!("- {}", output(&mut command(version)?)?);
    }
    Ok(text)
}

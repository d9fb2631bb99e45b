//! The emulator in a process of its own, so that the memory of the clients' process is the SDK's.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use nimbus_emulator::{Emulator, Fault};

use super::calls::is_of_hasty;

/// The argument that makes the program the server.
pub const SERVE: &str = "serve";

/// What the server is told when it shall begin to go wrong, and when it shall stop that. It answers, and only then it is so.
const GO_WRONG: &str = "go wrong";
const CALM: &str = "calm";

/// So much of the requests goes wrong.
const SHARE: f64 = 0.05;

/// So much of the requests of hasty callers hangs.
const HANGING: f64 = 0.2;

/// Longer than anybody waits for a reply.
const HANG: Duration = Duration::from_secs(3600);

/// The names of faults that only take time begin so.
pub const SLOW: &str = "slow";

/// The fault that never ends by itself; calls that meet it time out.
pub const HANGS: &str = "hang";

/// A server, ended when it is dropped. It does nothing wrong until it is told to.
pub struct Server {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    /// Where it listens.
    pub endpoint: String,
    /// An operator's token.
    pub token: String,
}

impl Server {
    /// Starts this program again, as the server.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn spawn() -> io::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("the server has no pipes"));
        };
        let mut server = Self {
            child,
            stdin,
            stdout: BufReader::new(stdout),
            endpoint: String::new(),
            token: String::new(),
        };
        let line = server.line()?;
        let Some((endpoint, token)) = line.split_once(' ') else {
            return Err(io::Error::other("the server did not say where it listens"));
        };
        (server.endpoint, server.token) = (endpoint.to_owned(), token.to_owned());
        Ok(server)
    }

    /// From now on requests go wrong.
    ///
    /// # Errors
    /// The server is gone.
    pub fn go_wrong(&mut self) -> io::Result<()> {
        writeln!(self.stdin, "{GO_WRONG}")?;
        self.line().map(drop)
    }

    /// From now on no request goes wrong. How many met each fault, by its name.
    ///
    /// # Errors
    /// The server is gone.
    pub fn calm(&mut self) -> io::Result<Vec<(&'static str, u64)>> {
        writeln!(self.stdin, "{CALM}")?;
        let line = self.line()?;
        let times = line
            .split(' ')
            .map(|times| times.parse().unwrap_or_default());
        Ok(faults()
            .into_iter()
            .map(|(name, _)| name)
            .zip(times)
            .collect())
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stdout.read_line(&mut line)?;
        match line.pop() {
            Some('\n') => Ok(line),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Is the server, until nobody listens to it any more.
///
/// # Errors
/// It cannot be started.
pub async fn serve() -> io::Result<()> {
    let emulator = Emulator::builder().record(false).start().await?;
    println!("{} {}", emulator.endpoint(), emulator.token());
    let met: Arc<[AtomicU64]> = faults().iter().map(|_| AtomicU64::new(0)).collect();
    let lines = tokio::task::spawn_blocking(move || {
        for line in io::stdin().lock().lines() {
            if line? == GO_WRONG {
                go_wrong(&emulator, &met);
                println!();
            } else {
                emulator.clear_faults();
                let times = met
                    .iter()
                    .map(|met| met.load(Ordering::Relaxed).to_string());
                println!("{}", times.collect::<Vec<_>>().join(" "));
            }
        }
        io::Result::Ok(())
    });
    lines.await.map_err(io::Error::other)?
}

fn go_wrong(emulator: &Emulator, met: &Arc<[AtomicU64]>) {
    let faults = faults();
    let share = SHARE / faults.len() as f64;
    for (index, (name, fault)) in faults.into_iter().enumerate() {
        let met = Arc::clone(met);
        emulator.fault(fault.when(move |request| {
            let meets = match name {
                HANGS => is_of_hasty(request.target) && fastrand::f64() < HANGING,
                _ => fastrand::f64() < share,
            };
            met[index].fetch_add(u64::from(meets), Ordering::Relaxed);
            meets
        }));
    }
}

fn faults() -> Vec<(&'static str, Fault)> {
    let fault = Fault::always;
    let busy = || fault().error(503, "service.unavailable", true);
    let page = |status| fault().answer(status).body("text/html", "<h1>Hello</h1>");
    let surprise = || fault().body("application/json", "{\"surprise\":true}");
    vec![
        (
            "429",
            fault().error(429, "rate.limited", true).retry_after(0),
        ),
        ("503", busy()),
        ("503 when done", busy().after_handling()),
        ("500", fault().error(500, "service.internal", false)),
        ("401", fault().answer(401)),
        ("502", page(502)),
        ("504 when done", fault().answer(504).after_handling()),
        (
            "200 of another shape when done",
            surprise().after_handling(),
        ),
        ("200 that is not JSON", page(200)),
        ("204 when done", fault().answer(204).after_handling()),
        ("dropped", fault().drop_before()),
        ("dropped when done", fault().drop_after()),
        ("truncated", fault().truncated()),
        ("slow body", fault().slow_body(64, Duration::from_millis(1))),
        ("slow reply", fault().latency(Duration::from_millis(20))),
        (HANGS, fault().latency(HANG)),
    ]
}

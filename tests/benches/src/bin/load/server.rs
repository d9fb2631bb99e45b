//! The emulator in a process of its own, so that the memory of the clients' process is the SDK's.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use nimbus_benches::Outcome;
use nimbus_emulator::{Emulator, Fault, RequestLine};

use super::calls::{is_of_hasty, is_preparation_or_judgement};

/// The argument that makes the program the server.
pub(crate) const SERVE: &str = "serve";

/// So much of the requests goes wrong.
const SHARE: f64 = 0.05;

/// So much of the requests of hasty callers hangs.
const HANGING: f64 = 0.2;

/// Longer than anybody waits for a response.
const HANG: Duration = Duration::from_secs(3600);

/// The names of faults that only take time begin so.
pub(crate) const SLOW: &str = "slow";

/// The fault that never ends by itself; calls that meet it time out.
pub(crate) const HANGS: &str = "hang";

/// A server. It ends with its input, which is closed when this is dropped.
pub(crate) struct Server {
    child: Child,
    stdout: BufReader<ChildStdout>,
    /// Where it listens.
    pub(crate) endpoint: String,
    /// An operator's token.
    pub(crate) token: String,
}

impl Server {
    /// Starts this program again, as the server.
    pub(crate) fn spawn() -> Outcome<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().ok_or("the server has no output")?);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let address = line.trim().split_once(' ');
        let (endpoint, token) = address.ok_or("the server did not say where it listens")?;
        Ok(Self {
            child,
            stdout,
            endpoint: endpoint.to_owned(),
            token: token.to_owned(),
        })
    }

    /// Ends it. How many requests met each fault, by its name.
    pub(crate) fn end(mut self) -> Outcome<BTreeMap<&'static str, u64>> {
        drop(self.child.stdin.take());
        let mut met = String::new();
        self.stdout.read_to_string(&mut met)?;
        let met = met.lines().map(str::parse).collect::<Result<Vec<_>, _>>()?;
        let names = faults().into_iter().map(|(name, _)| name);
        Ok(names.zip(met).collect())
    }
}

/// Is the server, until its input ends.
pub(crate) async fn serve() -> Outcome {
    let emulator = Emulator::builder().record(false).start().await?;
    println!("{} {}", emulator.endpoint(), emulator.token());
    let faults = faults();
    let met: Arc<[AtomicU64]> = faults.iter().map(|_| AtomicU64::new(0)).collect();
    let share = SHARE / faults.len() as f64;
    for (index, (name, fault)) in faults.into_iter().enumerate() {
        let met = Arc::clone(&met);
        emulator.fault(fault.when(move |request: &RequestLine<'_>| {
            let meets = match name {
                _ if is_preparation_or_judgement(request) => false,
                HANGS => is_of_hasty(request) && fastrand::f64() < HANGING,
                _ => fastrand::f64() < share,
            };
            met[index].fetch_add(u64::from(meets), Ordering::Relaxed);
            meets
        }));
    }
    tokio::task::spawn_blocking(|| io::stdin().read_to_end(&mut Vec::new())).await??;
    for met in met.iter() {
        println!("{}", met.load(Ordering::Relaxed));
    }
    Ok(())
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
        ("slow response", fault().latency(Duration::from_millis(20))),
        (HANGS, fault().latency(HANG)),
    ]
}

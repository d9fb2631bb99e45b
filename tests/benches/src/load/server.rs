//! The emulator in a process of its own, so that the memory of the clients' process is the SDK's.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use nimbus_emulator::{Emulator, Fault};

/// The argument that makes the program the server.
pub const SERVE: &str = "serve";

/// What the server is told when it shall go wrong no more.
const CALM: &str = "calm";

/// How many of a hundred requests go wrong.
const PERCENT: f64 = 5.0;

/// Slower than any attempt is given time.
pub const HANG: Duration = Duration::from_secs(5);

/// A server, ended when it is dropped.
pub struct Server {
    child: Child,
    stdin: ChildStdin,
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
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let Some((endpoint, token)) = line.trim().split_once(' ') else {
            return Err(io::Error::other("the server did not say where it listens"));
        };
        let (endpoint, token) = (endpoint.to_owned(), token.to_owned());
        Ok(Self {
            child,
            stdin,
            endpoint,
            token,
        })
    }

    /// No more faults.
    ///
    /// # Errors
    /// The server is gone.
    pub fn calm(&mut self) -> io::Result<()> {
        writeln!(self.stdin, "{CALM}")
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
    let faults = faults();
    let share = PERCENT / 100.0 / faults.len() as f64;
    for fault in faults {
        emulator.fault(fault.when(move |_| fastrand::f64() < share));
    }
    println!("{} {}", emulator.endpoint(), emulator.token());
    let lines = tokio::task::spawn_blocking(move || {
        for line in io::stdin().lock().lines() {
            if line?.trim() == CALM {
                emulator.clear_faults();
            }
        }
        io::Result::Ok(())
    });
    lines.await.map_err(io::Error::other)?
}

fn faults() -> Vec<Fault> {
    let fault = Fault::always;
    vec![
        fault().error(429, "rate.limited", true).retry_after(0),
        fault().error(503, "service.unavailable", true),
        fault()
            .error(503, "service.unavailable", true)
            .after_handling(),
        fault().error(500, "service.internal", false),
        fault().answer(401),
        fault()
            .answer(502)
            .body("text/html", "<h1>Bad gateway</h1>"),
        fault().answer(504).after_handling(),
        fault()
            .body("application/json", "{\"surprise\":true}")
            .after_handling(),
        fault().body("text/html", "<h1>Welcome</h1>"),
        fault().answer(204).after_handling(),
        fault().drop_before(),
        fault().drop_after(),
        fault().truncated(),
        fault().slow_body(64, Duration::from_millis(1)),
        fault().latency(Duration::from_millis(20)),
        fault().latency(HANG),
    ]
}

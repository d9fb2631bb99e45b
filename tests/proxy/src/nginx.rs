//! nginx in front of a server: one port for each way in which a proxy can behave.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// How long it may take to listen. Only what hangs takes so long.
const LIMIT: Duration = Duration::from_secs(30);

/// Ends with this.
pub(crate) struct Nginx {
    child: Child,
    folder: TempDir,
    pub(crate) ports: Ports,
}

/// What nginx does on each of its ports.
#[derive(Clone, Copy)]
pub(crate) struct Ports {
    /// Passes on; closes each connection after five requests.
    pub(crate) plain: SocketAddr,
    /// Takes bodies of a kilobyte.
    pub(crate) small: SocketAddr,
    /// Has nobody to pass on to.
    pub(crate) dead: SocketAddr,
    /// Passes on one request a second.
    pub(crate) limited: SocketAddr,
}

impl Nginx {
    pub(crate) fn start(server: SocketAddr) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        // Held until all are chosen, so that they differ.
        let listeners = [(); 5].map(|()| TcpListener::bind("127.0.0.1:0"));
        let mut addresses = Vec::new();
        for listener in &listeners {
            let listener = listener.as_ref().ok().context("no port is free")?;
            addresses.push(listener.local_addr()?);
        }
        drop(listeners);
        let [plain, small, dead, limited, nobody] = addresses[..] else {
            anyhow::bail!("not five ports");
        };
        let config = format!(
            "pid nginx.pid; error_log error.log; worker_processes 2;
            events {{}}
            http {{
                access_log off; keepalive_requests 5;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
                limit_req_zone $binary_remote_addr zone=calls:1m rate=1r/s;
                server {{ listen {plain}; location / {{ proxy_pass http://{server}; }} }}
                server {{ listen {small}; client_max_body_size 1k; location / {{ proxy_pass http://{server}; }} }}
                server {{ listen {dead}; location / {{ proxy_pass http://{nobody}; }} }}
                server {{
                    listen {limited}; limit_req zone=calls; limit_req_status 429;
                    location / {{ proxy_pass http://{server}; }}
                }}
            }}"
        );
        fs::write(folder.path().join("nginx.conf"), config)?;
        let child = nginx(folder.path())
            .args(["-g", "daemon off;"])
            .spawn()
            .context("cannot run nginx")?;
        let ports = Ports {
            plain,
            small,
            dead,
            limited,
        };
        let started = Self {
            child,
            folder,
            ports,
        };
        let begun = Instant::now();
        while TcpStream::connect(limited).is_err() {
            let log = fs::read_to_string(started.folder.path().join("error.log"));
            ensure!(begun.elapsed() < LIMIT, "nginx does not listen: {log:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(started)
    }

    /// New workers take over, and the old ones end when their requests have.
    pub(crate) fn reload(&self) -> Result<()> {
        let status = nginx(self.folder.path()).args(["-s", "reload"]).status()?;
        ensure!(status.success(), "nginx does not reload: {status}");
        Ok(())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Asked, not killed: its workers would outlive it.
        let _ = nginx(self.folder.path()).args(["-s", "stop"]).status();
        let _ = self.child.wait();
    }
}

fn nginx(folder: &Path) -> Command {
    let mut command = Command::new("nginx");
    command
        .arg("-p")
        .arg(folder)
        .args(["-c", "nginx.conf", "-e", "error.log"]);
    command.stdin(Stdio::null());
    command
}

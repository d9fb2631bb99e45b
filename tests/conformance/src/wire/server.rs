//! A server that goes wrong, and counts what it was sent.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nimbus_api::reqwest::dns::Resolve;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::AbortHandle;

use super::{Act, http2, tls};
use crate::still::StillWhileServing;

/// Small, in bytes: what a client has not read stays with the server, which so knows how far a client has read.
const SEND_BUFFER: u32 = 16 * 1024;

/// The server. It ends when it is dropped.
pub struct FaultServer {
    address: SocketAddr,
    still: StillWhileServing,
    seen: Arc<Mutex<Vec<String>>>,
    task: AbortHandle,
}

impl FaultServer {
    /// Starts a server that does this, one act a connection; the last of them again and again.
    pub async fn start(acts: impl IntoIterator<Item = Act>) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.set_send_buffer_size(SEND_BUFFER)?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let listener = socket.listen(64)?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&seen);
        let still = StillWhileServing::default();
        let held = still.clone();
        let mut acts: VecDeque<Act> = acts.into_iter().collect();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let act = match acts.len() {
                    0 | 1 => acts.front().cloned(),
                    _ => acts.pop_front(),
                };
                if let Some(act) = act {
                    // How a connection ends is what the client is asked about, not the server.
                    tokio::spawn(serve(stream, act, held.clone(), Arc::clone(&shared)));
                }
            }
        });
        let task = task.abort_handle();
        Ok(Self {
            address,
            still,
            seen,
            task,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// For a client on a paused clock: no time passes before the server has nothing more to do than to keep silent, or
    /// to trickle.
    pub fn resolver(&self) -> impl Resolve + use<> {
        self.still.resolver(self.address)
    }

    /// Where it listens, as `http://127.0.0.1:5000`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The heads of the requests so far; for HTTP/2 only that there was one.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.seen).clone()
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    mut stream: TcpStream,
    act: Act,
    still: StillWhileServing,
    seen: Arc<Mutex<Vec<String>>>,
) -> io::Result<()> {
    match act {
        Act::SpeakFirst(bytes) => {
            stream.write_all(&bytes).await?;
            stream.shutdown().await?;
            // Should a request come all the same, it counts.
            let head = read(&mut stream).await?;
            lock(&seen).push(head);
            return Ok(());
        }
        Act::ResetHandshake => {
            stream.read_u8().await?;
            return stream.set_zero_linger();
        }
        Act::Garbage => {
            stream.read_u8().await?;
            stream.write_all(b"SSH-2.0-OpenSSH_9.6\r\n").await?;
            return drain(&mut stream).await;
        }
        Act::SelfSigned => return tls::self_signed(stream).await,
        Act::GoAway(code) => {
            http2::request(&mut stream).await?;
            lock(&seen).push("HTTP/2".to_owned());
            http2::go_away(&mut stream, code).await?;
            return drain(&mut stream).await;
        }
        _ => {}
    }
    let head = read(&mut stream).await?;
    lock(&seen).push(head);
    match act {
        Act::Write(bytes) => {
            stream.write_all(&bytes).await?;
            stream.shutdown().await?;
            drain(&mut stream).await
        }
        Act::Reset => stream.set_zero_linger(),
        Act::Hang(bytes) => {
            stream.write_all(&bytes).await?;
            still.release();
            drain(&mut stream).await
        }
        Act::Trickle(bytes) => {
            stream.write_all(&bytes).await?;
            still.release();
            loop {
                tokio::time::sleep(Duration::from_secs(1)).await;
                stream.write_all(b"x").await?;
            }
        }
        Act::Flood(bytes) => {
            stream.write_all(&bytes).await?;
            let piece = format!("4000\r\n{}\r\n", "x".repeat(0x4000));
            loop {
                stream.write_all(piece.as_bytes()).await?;
            }
        }
        _ => Ok(()),
    }
}

/// Until the client has closed its side: it has read everything by then.
async fn drain(stream: &mut TcpStream) -> io::Result<()> {
    let mut rest = [0; 256];
    while stream.read(&mut rest).await? > 0 {}
    Ok(())
}

/// Reads one request, and gives its head.
async fn read(stream: &mut TcpStream) -> io::Result<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().filter_map(|line| line.split_once(':'));
            let length = length
                .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .find_map(|(_, value)| value.trim().parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Ok(head.to_owned());
            }
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

fn lock(seen: &Mutex<Vec<String>>) -> MutexGuard<'_, Vec<String>> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

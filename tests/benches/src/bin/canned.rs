//! A server that answers every request from memory, by its method and the length of its path.
//!
//! It does as little as a server can, so that what is measured beside it is the client. Prints its address, and runs
//! until it is ended, or its standard input is. A request for `/requests` is answered with the number of the others.

use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use nimbus_benches::cost::{Operation, replies};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

struct Replies {
    get: Vec<u8>,
    create: Vec<u8>,
    list: Vec<u8>,
    requests: AtomicU64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let replies = Arc::new(Replies {
        get: reply("200 OK", &replies::body(Operation::Get)?),
        create: reply("201 Created", &replies::body(Operation::Create)?),
        list: reply("200 OK", &replies::body(Operation::List)?),
        requests: AtomicU64::new(0),
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let replies = Arc::clone(&replies);
        tokio::spawn(async move {
            // A client that goes away is no concern.
            let _ = serve(stream, &replies).await;
        });
    }
}

fn reply(status: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         x-request-id: 01m84gmqpgkb6dhp6bm9c7ehv6\r\ndate: Mon, 23 Nov 2026 15:33:24 GMT\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

async fn serve(mut stream: TcpStream, replies: &Replies) -> std::io::Result<()> {
    let mut received = Vec::new();
    loop {
        let length = loop {
            match request_length(&received) {
                Some(length) if received.len() >= length => break length,
                _ if stream.read_buf(&mut received).await? == 0 => return Ok(()),
                _ => {}
            }
        };
        if received.starts_with(b"GET /requests ") {
            let count = replies.requests.load(Ordering::Relaxed).to_string();
            stream.write_all(&reply("200 OK", &count)).await?;
            received.drain(..length);
            continue;
        }
        replies.requests.fetch_add(1, Ordering::Relaxed);
        let reply = match &received {
            post if post.starts_with(b"POST") => &replies.create,
            get if is_for_a_list(get) => &replies.list,
            _ => &replies.get,
        };
        stream.write_all(reply).await?;
        received.drain(..length);
    }
}

fn is_for_a_list(request: &[u8]) -> bool {
    let line = request.split(|byte| *byte == b'\r').next();
    line.is_some_and(|line| line.windows(9).any(|part| part == b"sandboxes"))
}

/// Head and body together, once the head is there.
fn request_length(received: &[u8]) -> Option<usize> {
    let head = received.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&received[..head]).ok()?;
    let body = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    Some(head + body.unwrap_or(0))
}

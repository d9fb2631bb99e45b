//! The memory that a stream over a long list takes.
//!
//! `cargo run --release -p nimbus-benches --bin stream` streams 1,000 and then 100,000 sandboxes from a small scripted
//! server, each in a process of its own, and prints that process's peak (Linux only). It fails when the long list takes
//! over 4 MiB more than the short one.

use std::process::{Command, ExitCode};

use nimbus::Nimbus;
use nimbus::discovery::Environment;
use nimbus_benches::cost::clock::peak_memory;
use nimbus_benches::cost::replies;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const SHORT: usize = 1_000;
const LONG: usize = 100_000;
const PAGE: usize = 100;
const ALLOWANCE: usize = 4096;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [] => compare(),
        [endpoint] => stream(endpoint).map(|()| true),
        _ => Err("no arguments are expected".into()),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves both lists from here, so that the server's memory is not counted.
fn compare() -> Outcome<bool> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let mut peaks = Vec::new();
    for items in [SHORT, LONG] {
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let server = runtime.spawn(serve(listener, items));
        let output = Command::new(std::env::current_exe()?)
            .arg(endpoint)
            .output()?;
        server.abort();
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout)?;
        let mut numbers = text.split_whitespace().map(str::parse::<usize>);
        let (Some(Ok(seen)), Some(Ok(peak))) = (numbers.next(), numbers.next()) else {
            return Err("the stream did not come to its end".into());
        };
        if seen != items {
            return Err(format!("{seen} items came, not {items}").into());
        }
        println!("{items:>7} sandboxes: peak {peak} KiB");
        peaks.push(peak);
    }
    Ok(peaks[1] <= peaks[0] + ALLOWANCE)
}

#[tokio::main(flavor = "current_thread")]
async fn stream(endpoint: &str) -> Outcome<()> {
    let nimbus = Nimbus::builder()
        .environment(Environment::fake())
        .endpoint(endpoint)
        .token("token")
        .tenant("demo")
        .build()?;
    let mut items = nimbus.sandboxes().list().items();
    let mut seen = 0_usize;
    while let Some(sandbox) = items.next().await {
        sandbox?;
        seen += 1;
    }
    println!("{seen} {}", peak_memory()?);
    Ok(())
}

async fn serve(listener: TcpListener, items: usize) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(answer(stream, items));
    }
}

/// Answers one request after the other; none of them has a body.
async fn answer(mut stream: TcpStream, items: usize) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).await?;
        if read == 0 {
            return Ok(());
        }
        request.extend_from_slice(&buffer[..read]);
        if request.ends_with(b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&request);
            let token = text.split_once("pageToken=").map(|(_, rest)| rest);
            let digits = token.map(|rest| rest.chars().take_while(char::is_ascii_digit));
            let begin = digits.and_then(|digits| digits.collect::<String>().parse().ok());
            let body = replies::page(begin.unwrap_or_default(), PAGE, items)?;
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(body.as_bytes()).await?;
            request.clear();
        }
    }
}

//! As much of HTTP/2 as it takes to turn a request down: frames written by hand.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const PREFACE_LENGTH: usize = 24;
const HEADERS: u8 = 0x1;
const SETTINGS: u8 = 0x4;
const GOAWAY: u8 = 0x7;

/// Greets a client, and reads until its request has come.
pub(super) async fn request(stream: &mut TcpStream) -> io::Result<()> {
    let mut preface = [0; PREFACE_LENGTH];
    stream.read_exact(&mut preface).await?;
    stream.write_all(&frame(SETTINGS, &[])).await?;
    while read_frame(stream).await? != HEADERS {}
    Ok(())
}

/// Says that no request has been taken up (the last stream is 0), and why.
pub(super) async fn go_away(stream: &mut TcpStream, code: u32) -> io::Result<()> {
    let mut payload = vec![0; 4];
    payload.extend(code.to_be_bytes());
    stream.write_all(&frame(GOAWAY, &payload)).await?;
    stream.shutdown().await
}

/// A frame of stream 0.
fn frame(kind: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, 0, 0, 0, 0, 0]);
    frame.extend(payload);
    frame
}

async fn read_frame(stream: &mut TcpStream) -> io::Result<u8> {
    let mut head = [0; 9];
    stream.read_exact(&mut head).await?;
    let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
    let mut payload = vec![0; length as usize];
    stream.read_exact(&mut payload).await?;
    Ok(head[3])
}

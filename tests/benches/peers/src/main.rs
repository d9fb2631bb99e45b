//! What a call costs with other SDKs: each of them reads what the benchmarks of nimbus read, from the same server and into
//! the same types, by the call it has for replies of the user's own types. For `cargo xtask bench`.
//!
//! `peers calls PEER OPERATION CONCURRENCY CALLS ENDPOINT` makes calls and says nothing, to be run under a tool that counts.
//! `peers allocations CALLS ENDPOINT` prints a line `OPERATION CONCURRENCY PEER ALLOCATIONS BYTES` for each.

#![forbid(unsafe_code)]

mod peer;

use std::alloc::System;
use std::env;
use std::error::Error;
use std::sync::Arc;

use nimbus_benches::cost::{Operation, Outcome, load};
use peer::{Kube, Octocrab, OpenAi};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const PEERS: [&str; 3] = ["async-openai", "kube", "octocrab"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["calls", peer, operation, concurrency, calls, endpoint] => {
            let operation = Operation::named(operation).ok_or("no such operation")?;
            let (concurrency, calls) = (concurrency.parse()?, calls.parse()?);
            run(peer, endpoint, operation, concurrency, calls, calls).await?;
            Ok(())
        }
        ["allocations", calls, endpoint] => {
            let calls: u64 = calls.parse()?;
            for operation in [Operation::Get, Operation::List] {
                for peer in PEERS {
                    let (count, bytes) = run(peer, endpoint, operation, 1, 4, calls).await?;
                    let (count, bytes) = (count as f64 / calls as f64, bytes as f64 / calls as f64);
                    println!("{} 1 {peer} {count:.2} {bytes:.0}", operation.name());
                }
            }
            Ok(())
        }
        _ => Err("usage: see the source".into()),
    }
}

/// Makes calls, and then counts what `counted` more of them allocate when there is anything to count.
async fn run(
    peer: &str,
    endpoint: &str,
    operation: Operation,
    concurrency: u64,
    calls: u64,
    counted: u64,
) -> Result<(usize, usize), Box<dyn Error + Send + Sync>> {
    macro_rules! measure {
        ($peer:expr) => {{
            let peer = Arc::new($peer);
            load::run(&peer, operation, concurrency, calls).await?;
            if calls == counted {
                return Ok((0, 0));
            }
            let region = Region::new(ALLOCATOR);
            load::run(&peer, operation, concurrency, counted).await?;
            let change = region.change();
            Ok((
                change.allocations + change.reallocations,
                change.bytes_allocated,
            ))
        }};
    }
    match peer {
        "async-openai" => measure!(OpenAi::new(endpoint)),
        "kube" => measure!(Kube::new(endpoint)?),
        "octocrab" => measure!(Octocrab::new(endpoint)?),
        other => Err(format!("no peer is called {other}").into()),
    }
}

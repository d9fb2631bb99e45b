//! How often a call allocates, by a counting allocator. For `cargo xtask bench`, which runs it beside `canned`.
//!
//! `allocations CALLS ENDPOINT` prints a line `OPERATION CONCURRENCY WAY ALLOCATIONS BYTES` for each way, and the same for
//! the decoding of a list: `decode 1 open ..` and `decode 1 closed ..`. All that is allocated or grown counts, on all threads.

use std::alloc::System;
use std::env;

use nimbus_benches::cost::measure::{Ways, decode};
use nimbus_benches::cost::{Operation, Outcome, replies};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [calls, endpoint] = arguments.as_slice() else {
        return Err("usage: allocations CALLS ENDPOINT".into());
    };
    let calls: u64 = calls.parse()?;
    let ways = Ways::new(endpoint)?;
    for operation in Operation::ALL {
        for concurrency in [1, 64] {
            for way in Ways::NAMES {
                // The connections are there by then.
                ways.run(way, operation, concurrency, 2 * concurrency)
                    .await?;
                let region = Region::new(ALLOCATOR);
                ways.run(way, operation, concurrency, calls).await?;
                report(operation.name(), concurrency, way, &region, calls);
            }
        }
    }
    let text = replies::body(Operation::List)?;
    for way in ["closed", "open"] {
        let region = Region::new(ALLOCATOR);
        decode(way, &text, calls)?;
        report("decode", 1, way, &region, calls);
    }
    Ok(())
}

fn report(operation: &str, concurrency: u64, way: &str, region: &Region<'_, System>, calls: u64) {
    let change = region.change();
    let count = (change.allocations + change.reallocations) as f64 / calls as f64;
    let bytes = change.bytes_allocated as f64 / calls as f64;
    println!("{operation} {concurrency} {way} {count:.2} {bytes:.0}");
}

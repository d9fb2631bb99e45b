//! Makes a number of calls, so many at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::task::JoinSet;

use super::{Caller, Operation, Outcome};

/// Makes `calls` calls, `concurrency` at a time, on this thread.
///
/// # Errors
/// That of the first call that fails.
pub async fn run<C: Caller>(
    caller: &Arc<C>,
    operation: Operation,
    concurrency: u64,
    calls: u64,
) -> Outcome {
    let left = Arc::new(AtomicU64::new(calls));
    let mut tasks = JoinSet::new();
    for _ in 0..concurrency {
        let (caller, left) = (Arc::clone(caller), Arc::clone(&left));
        tasks.spawn(async move {
            let take =
                || left.try_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1));
            while take().is_ok() {
                match operation {
                    Operation::Get => caller.get().await?,
                    Operation::Create => caller.create().await?,
                    Operation::List => caller.list().await?,
                }
            }
            Outcome::Ok(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}

//! How long threads were on a processor, and how much memory they took.

use std::fs;
use std::io::{Error, Result};
use std::time::Duration;

/// The time that the calling thread has spent on a processor, to the nanosecond, as Linux counts it.
///
/// # Errors
/// When `/proc` does not tell.
pub fn thread_time() -> Result<Duration> {
    time(&fs::read_to_string("/proc/thread-self/schedstat")?)
}

/// The time that all threads of this process that still run have spent on processors.
///
/// # Errors
/// When `/proc` does not tell.
pub fn process_time() -> Result<Duration> {
    let mut sum = Duration::ZERO;
    for thread in fs::read_dir("/proc/self/task")? {
        // A thread may end in between.
        if let Ok(text) = fs::read_to_string(thread?.path().join("schedstat")) {
            sum += time(&text)?;
        }
    }
    Ok(sum)
}

/// The most memory that this process has held, in kilobytes.
///
/// # Errors
/// When `/proc` does not tell.
pub fn peak_memory() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok())
        .ok_or_else(|| Error::other("status is not as expected"))
}

fn time(schedstat: &str) -> Result<Duration> {
    let nanoseconds = schedstat.split(' ').next();
    nanoseconds
        .and_then(|first| first.parse().ok())
        .map(Duration::from_nanos)
        .ok_or_else(|| Error::other("schedstat is not as expected"))
}

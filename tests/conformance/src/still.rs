//! A clock that only a test moves.

use std::sync::mpsc::{Sender, channel};

/// Holds a paused clock still: tokio does not let it jump while a blocking task runs, here one that waits for this to
/// be dropped. So time passes only where a test says so, though bytes are on their way through sockets.
#[derive(Debug)]
pub struct Still {
    _until: Sender<()>,
}

/// Holds the clock until the value is dropped.
///
/// # Panics
/// Outside a runtime.
#[must_use]
pub fn still() -> Still {
    let (until, dropped) = channel();
    tokio::task::spawn_blocking(move || dropped.recv());
    Still { _until: until }
}

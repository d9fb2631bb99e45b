//! Runtimes beside that of the test, each on a thread of its own.

use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};

use nimbus_emulator::Emulator;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

pub(crate) fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Runs something on a runtime of its own, while that of the caller is not driven.
pub(crate) fn on_another_runtime<T: Send + 'static>(
    work: impl AsyncFnOnce() -> T + Send + 'static,
) -> T {
    let run = move || runtime().block_on(work());
    thread::spawn(run).join().unwrap()
}

/// A control plane that goes on while the runtime of the test is not driven.
pub(crate) struct Elsewhere {
    pub(crate) endpoint: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Elsewhere {
    pub(crate) fn start(emulator: impl AsyncFnOnce() -> Emulator + Send + 'static) -> Self {
        let (stop, stopped) = oneshot::channel();
        let (started, endpoint) = channel();
        let thread = thread::spawn(move || {
            runtime().block_on(async move {
                let emulator = emulator().await;
                started.send(emulator.endpoint().to_owned()).unwrap();
                drop(stopped.await);
            });
        });
        Self {
            endpoint: Receiver::recv(&endpoint).unwrap(),
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        self.stop = None;
        self.thread.take().map(JoinHandle::join);
    }
}

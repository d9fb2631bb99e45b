//! The task that looks for all waits which share their polls.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::broadcast::Sender;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::looks::{Look, pause};
use super::{Observed, later};
use crate::Result;

/// How far the polls are, and for whom.
#[derive(Debug)]
pub(super) struct Progress {
    state: Mutex<State>,
    /// Told when somebody waits for longer than all before.
    extended: Notify,
}

#[derive(Debug)]
struct State {
    /// How many looks were begun.
    begun: u32,
    /// When the next begins; none while one is under way.
    next: Option<Instant>,
    /// The last deadline of those who wait or have waited.
    latest: Instant,
    /// Whether somebody has joined since the last look was begun.
    has_newcomers: bool,
}

/// What a look has shown.
pub(super) struct Seen<T> {
    /// Which look it was, counted from 1.
    pub(super) number: u32,
    pub(super) outcome: Result<Arc<T>>,
}

impl Progress {
    pub(super) fn new(deadline: Instant) -> Self {
        Self {
            state: Mutex::new(State {
                begun: 0,
                next: Some(Instant::now()),
                latest: deadline,
                has_newcomers: true,
            }),
            extended: Notify::new(),
        }
    }

    pub(super) fn begun(&self) -> u32 {
        lock(&self.state).begun
    }

    /// One more waits. Gives the number of looks that were begun before, what they see may be older than the wait; none
    /// when the next look would come too late.
    pub(super) fn join(&self, deadline: Instant, interval: Duration) -> Option<u32> {
        let mut state = lock(&self.state);
        let under_way = || later(Instant::now(), interval);
        if state.next.unwrap_or_else(under_way) >= deadline {
            return None;
        }
        state.has_newcomers = true;
        if deadline > state.latest {
            state.latest = deadline;
            self.extended.notify_one();
        }
        Some(state.begun)
    }

    /// Gives the number of the look, when it has to end, and whether there is somebody for whom it is the first.
    fn begin(&self) -> (u32, Instant, bool) {
        let mut state = lock(&self.state);
        state.begun = state.begun.saturating_add(1);
        state.next = None;
        let has_newcomers = std::mem::take(&mut state.has_newcomers);
        (state.begun, state.latest, has_newcomers)
    }

    fn end(&self, next: Instant) {
        lock(&self.state).next = Some(next);
    }
}

pub(super) async fn poll<T: Observed>(
    progress: Arc<Progress>,
    sender: Sender<Seen<T>>,
    look: Look<T>,
    interval: Duration,
) {
    // Those who begin to wait together shall share the first look already.
    tokio::task::yield_now().await;
    let mut next = Instant::now();
    let mut before: Option<Arc<T>> = None;
    loop {
        sleep_until(next).await;
        // A look that nobody waits for long enough to see is not begun.
        while lock(&progress.state).latest <= Instant::now() {
            progress.extended.notified().await;
        }
        let (number, latest, has_newcomers) = progress.begin();
        let outcome = timeout_at(latest, look()).await;
        let now = Instant::now();
        let pause = match &outcome {
            Ok(outcome) => pause(outcome, interval),
            Err(_) => interval,
        };
        next = later(now, pause);
        progress.end(next);
        let Ok(outcome) = outcome else {
            continue;
        };
        let outcome = outcome.map(Arc::new);
        // Thousands may wait: what tells them nothing new does not wake them. An error always does, and what follows it.
        let is_old = matches!((&outcome, &before), (Ok(now), Some(before)) if now == before);
        if has_newcomers || !is_old {
            before = outcome.as_ref().ok().cloned();
            // Nobody may be left to hear it; this task is about to be aborted then.
            let _ = sender.send(Seen { number, outcome });
        }
    }
}

pub(super) fn lock<S>(mutex: &Mutex<S>) -> MutexGuard<'_, S> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T> Clone for Seen<T> {
    fn clone(&self) -> Self {
        Self {
            number: self.number,
            outcome: self.outcome.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use tokio::sync::broadcast::{Receiver, channel};

    use super::*;
    use crate::{Error, ErrorKind, Sent};

    #[derive(Clone, Debug, PartialEq)]
    struct Word(&'static str);

    impl Observed for Word {
        const THING: &'static str = "word";

        fn word(&self) -> String {
            self.0.to_owned()
        }

        fn differs_from(&self, before: &Self) -> bool {
            self != before
        }
    }

    const INTERVAL: Duration = Duration::from_secs(1);

    /// Polls what shows these words, one a second, and stops with the last; a blank one is an error.
    fn polling(words: &[&'static str]) -> (Arc<Progress>, Receiver<Seen<Word>>) {
        let end = Duration::from_secs(words.len() as u64) - Duration::from_millis(1);
        let progress = Arc::new(Progress::new(Instant::now() + end));
        let words = Mutex::new(VecDeque::from(words.to_vec()));
        let look: Look<Word> = Arc::new(move || {
            let word = lock(&words).pop_front();
            Box::pin(async move {
                match word {
                    Some("") | None => {
                        let message = "broken";
                        Err(Error::transport(
                            ErrorKind::Connection,
                            Sent::Maybe,
                            message,
                            None,
                        ))
                    }
                    Some(word) => Ok(Word(word)),
                }
            })
        });
        let (sender, receiver) = channel(16);
        tokio::spawn(poll(Arc::clone(&progress), sender, look, INTERVAL));
        (progress, receiver)
    }

    /// What is told until the polls stop.
    async fn told(receiver: &mut Receiver<Seen<Word>>) -> Vec<(u32, Option<&'static str>)> {
        let mut told = Vec::new();
        while let Ok(Ok(seen)) = tokio::time::timeout(10 * INTERVAL, receiver.recv()).await {
            told.push((seen.number, seen.outcome.ok().map(|word| word.0)));
        }
        told
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_as_before_wakes_nobody() {
        let (progress, mut receiver) = polling(&["a", "a", "a", "b", "b", "a"]);
        assert_eq!(
            told(&mut receiver).await,
            [(1, Some("a")), (4, Some("b")), (6, Some("a"))]
        );
        assert_eq!(progress.begun(), 6);
    }

    #[tokio::test(start_paused = true)]
    async fn every_error_is_told_and_that_it_is_over() {
        let (_, mut receiver) = polling(&["a", "", "", "a", "a"]);
        assert_eq!(
            told(&mut receiver).await,
            [(1, Some("a")), (2, None), (3, None), (4, Some("a"))]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn who_comes_later_is_told_what_others_know() {
        let (progress, mut receiver) = polling(&["a", "a", "a", "a", "a"]);
        tokio::time::sleep(INTERVAL + INTERVAL / 2).await;
        let deadline = Instant::now() + INTERVAL;
        assert_eq!(progress.join(deadline, INTERVAL), Some(2));
        assert_eq!(told(&mut receiver).await, [(1, Some("a")), (3, Some("a"))]);
    }
}

//! What an instance is, and what it will become and when.

use std::time::Duration;

use tokio::time::Instant;

/// The state of something that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// Launched, not ready yet.
    Starting,
    /// Serving.
    Ready,
    /// Running, but not serving.
    NotReady,
    /// On its way down.
    Stopping,
    /// Down.
    Stopped,
    /// Died.
    Failed,
}

impl State {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Ready => "ready",
            Self::NotReady => "not_ready",
            Self::Stopping => "stopping",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
        }
    }

    /// Whether this stands in the way of changing the definition.
    pub(crate) const fn is_running(self) -> bool {
        matches!(self, Self::Starting | Self::Ready | Self::NotReady)
    }
}

/// Something that runs, or ran.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    pub(crate) sandbox: String,
    /// The port it claims to have; nothing listens there.
    pub(crate) port: u16,
}

/// One state of one instance, from `at` on.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    at: Instant,
    pub(crate) state: State,
    pub(crate) instance: Instance,
}

/// The present step and those to come, in the order of time. Nothing ticks: the state is looked up
/// when someone asks, so no task has to be running for it.
#[derive(Debug)]
pub(crate) struct Timeline(Vec<Step>);

impl Timeline {
    pub(crate) fn new(at: Instant, state: State, instance: &Instance) -> Self {
        let mut timeline = Self(Vec::new());
        timeline.then(at, state, instance);
        timeline
    }

    /// Adds a step after all others.
    pub(crate) fn then(&mut self, at: Instant, state: State, instance: &Instance) {
        self.0.push(Step {
            at,
            state,
            instance: instance.clone(),
        });
    }

    /// The step that holds now. Past steps are forgotten.
    pub(crate) fn current(&mut self, now: Instant) -> Option<&Step> {
        let past = self.0.iter().take_while(|step| step.at <= now).count();
        self.0.drain(..past.saturating_sub(1));
        self.0.first()
    }

    /// Forgets what has not happened yet.
    pub(crate) fn interrupt(&mut self, now: Instant) {
        self.0.retain(|step| step.at <= now);
    }

    /// When the next step happens.
    pub(crate) fn next(&self, now: Instant) -> Option<Instant> {
        self.0.iter().map(|step| step.at).find(|at| *at > now)
    }

    /// Whether this instance is now or will be here.
    pub(crate) fn holds(&self, sandbox: &str) -> bool {
        self.0.iter().any(|step| step.instance.sandbox == sandbox)
    }

    /// The instance that is here when all steps have happened.
    pub(crate) fn last(&self) -> Option<&Step> {
        self.0.last()
    }

    /// Whether an instance is coming up, or about to.
    pub(crate) fn is_activating(&self) -> bool {
        let coming = self.0.iter().any(|step| step.state == State::Starting);
        coming && self.last().is_some_and(|step| step.state != State::Stopped)
    }

    /// Whether any lifecycle operation is under way.
    pub(crate) fn is_moving(&self, now: Instant) -> bool {
        self.is_activating() || self.next(now).is_some()
    }

    /// Takes the present instance down; returns when it will be gone.
    pub(crate) fn stop(&mut self, now: Instant, at: Instant, delay: Duration) -> Instant {
        let Some(step) = self.current(now).cloned() else {
            return now;
        };
        if step.state == State::Stopping {
            // Already on its way: keep the time, drop what a restart would have brought after it.
            let gone = self.next(now).unwrap_or(now);
            self.interrupt(now);
            self.then(gone, State::Stopped, &step.instance);
            return gone;
        }
        self.interrupt(now);
        self.then(at, State::Stopping, &step.instance);
        self.then(at + delay, State::Stopped, &step.instance);
        at + delay
    }
}

//! What runs of a service.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::{BackendSpec, Service};
use crate::builder::Options;
use crate::error::ApiError;
use crate::timeline::{Instance, State, Step, Timeline};
use crate::wire::{readiness_and_health, slug};
use crate::world::{App, Key, StartFailure, World};

/// What an emulator that answers early takes at least, so that clients get to see it.
pub(super) const LAG: Duration = Duration::from_millis(100);

impl Options {
    pub(crate) fn start_delay(&self) -> Duration {
        self.at_least_lag(self.start_delay)
    }

    pub(crate) fn stop_delay(&self) -> Duration {
        self.at_least_lag(self.stop_delay)
    }

    fn at_least_lag(&self, delay: Duration) -> Duration {
        if self.answers_early {
            delay.max(LAG)
        } else {
            delay
        }
    }
}

impl Service {
    /// The present instance, if there is one. A stopped one is forgotten.
    pub(super) fn current(&mut self, now: Instant) -> Option<Step> {
        let step = self.runtime.as_mut()?.current(now)?.clone();
        if step.state == State::Stopped {
            self.runtime = None;
            return None;
        }
        Some(step)
    }

    pub(super) fn is_running(&mut self, now: Instant) -> bool {
        self.current(now)
            .is_some_and(|step| step.state.is_running())
    }

    /// Whether an instance is coming up.
    pub(super) fn is_activating(&mut self, now: Instant) -> bool {
        self.current(now).is_some() && self.runtime.as_ref().is_some_and(Timeline::is_activating)
    }

    /// Whether any lifecycle operation is under way.
    pub(crate) fn is_moving(&mut self, now: Instant) -> bool {
        self.current(now).is_some() && self.runtime.as_ref().is_some_and(|r| r.is_moving(now))
    }

    /// The runtime view. Whoever sees a failed instance is the last to see it.
    pub(super) fn observe(&mut self, now: Instant) -> Value {
        let step = self.current(now);
        if step
            .as_ref()
            .is_some_and(|step| step.state == State::Failed)
        {
            self.runtime = None;
        }
        self.view(step.as_ref().map(|step| (step.state, &step.instance)))
    }

    /// The runtime view with this instance.
    pub(super) fn view(&self, instance: Option<(State, &Instance)>) -> Value {
        let state = instance.map_or(State::Stopped, |(state, _)| state);
        let (readiness, health) = readiness_and_health(state);
        let mut view = json!({
            "tenantId": self.tenant,
            "name": self.name,
            "state": state.name(),
            "lifecycleState": state.name(),
            "readiness": readiness,
            "health": health,
            "endpoints": [],
        });
        if let (Some((_, instance)), BackendSpec::Sandbox { sandbox }) = (instance, &self.backend) {
            view["sandboxId"] = json!(instance.sandbox);
            view["backend"] = json!(sandbox.backend);
            if matches!(state, State::Ready | State::NotReady) {
                view["endpoints"] = json!([{
                    "name": "http",
                    "protocol": "tcp",
                    "host": "127.0.0.1",
                    "port": instance.port,
                }]);
            }
        }
        view
    }
}

/// Launches a new instance at `at`, after what is already under way; returns its sandbox id.
pub(super) fn launch(
    app: &App,
    world: &mut World,
    key: &Key,
    at: Instant,
) -> Result<String, ApiError> {
    let failure = world.take_service_failure(key);
    let error = match failure {
        Some(StartFailure::Launch) => Some(ApiError::internal(
            "the backend could not launch the service",
        )),
        Some(StartFailure::ImageRefused) => Some(ApiError::permission_denied(
            "the image policy refuses this image",
        )),
        _ => None,
    };
    let instance = new_instance(app, world, key);
    let service = world.services.get_mut(key).ok_or_else(undeclared)?;
    if let Some(error) = error {
        service.runtime = None;
        return Err(error);
    }
    let ends = match failure {
        Some(StartFailure::Dies) => Some(State::Failed),
        Some(StartFailure::Hangs) => None,
        _ => Some(State::Ready),
    };
    match &mut service.runtime {
        Some(runtime) => runtime.then(at, State::Starting, &instance),
        None => service.runtime = Some(Timeline::new(at, State::Starting, &instance)),
    }
    if let (Some(runtime), Some(state)) = (&mut service.runtime, ends) {
        runtime.then(at + app.options.start_delay(), state, &instance);
    }
    Ok(instance.sandbox)
}

fn new_instance(app: &App, world: &mut World, key: &Key) -> Instance {
    Instance {
        sandbox: world.id(&slug(&key.1), app.now()),
        port: world.port(),
    }
}

/// The not-found of a name that no service has.
pub(super) fn undeclared() -> ApiError {
    ApiError::route_not_found("service not declared")
}

/// Puts the instance of a service into a state, for [`crate::Emulator::set_service_state`].
pub(crate) fn set_state(app: &App, key: &Key, state: State) -> bool {
    let now = Instant::now();
    let mut world = app.world();
    let fresh = new_instance(app, &mut world, key);
    let Some(service) = world.services.get_mut(key) else {
        return false;
    };
    if !matches!(service.backend, BackendSpec::Sandbox { .. }) {
        return false;
    }
    let instance = service.current(now).map_or(fresh, |step| step.instance);
    service.runtime = Some(Timeline::new(now, state, &instance));
    drop(world);
    app.changed.notify_waiters();
    true
}

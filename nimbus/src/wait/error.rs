//! The errors of a wait, with the last status that was seen.

use std::sync::Arc;

use super::resource::Resource;
use super::wait_loop::Waiting;
use crate::error::Waited;
use crate::text::Rounded;
use crate::{Error, ErrorKind};

impl<T: Resource> Waiting<'_, T> {
    pub(super) fn failed(&self, polls: u32) -> Error {
        let Self {
            name, condition, ..
        } = self;
        let message = format!(
            "{} {name:?} is {} and will not become {} by waiting",
            T::THING,
            self.status().as_deref().unwrap_or("gone"),
            condition.as_str(),
        );
        self.ended_by(
            Error::wait(ErrorKind::WaitFailed, message, T::OPERATION, polls),
            polls,
        )
    }

    pub(super) fn overdue(mut self, polls: u32) -> Error {
        let Self {
            name, condition, ..
        } = self;
        let mut message = format!(
            "{} {name:?} did not become {} within {}; last observed status: {}; {polls} {}",
            T::THING,
            condition.as_str(),
            Rounded(self.deadline.timeout),
            self.status().as_deref().unwrap_or("none"),
            if polls == 1 { "poll" } else { "polls" },
        );
        let last_error = self.last_error.take().or(self.suspect.take());
        if let Some(error) = &last_error {
            message.push_str(&format!("; the last error: {error}"));
        }
        let error = Error::wait(ErrorKind::WaitTimeout, message, T::OPERATION, polls);
        self.ended_by(error.caused_by(last_error), polls)
    }

    pub(super) fn ended_by(&self, error: Error, polls: u32) -> Error {
        let elapsed = self.start.elapsed();
        let resource = self.last.clone().map(|last| last as Arc<_>);
        error
            .while_waiting(Waited { polls, elapsed }, self.status())
            .with_resource(resource)
    }

    fn status(&self) -> Option<String> {
        self.last.as_ref().map(|last| last.status())
    }
}

//! Finding one definition by its name.

use std::future::IntoFuture;

use super::list::List;
use crate::call::validate::path_segment;
use crate::call::{Call, call_setters, tenant_setter, timeout_setter};
use crate::types::ServiceDefinition;
use crate::{BoxFuture, Error, Result};

/// The number of items per page: the most that the server returns.
const LIMIT: u32 = 100;

/// A call of [`Services::get_definition`](super::Services::get_definition).
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct GetDefinition {
    pub(super) call: Call,
    pub(super) name: String,
}

impl GetDefinition {
    tenant_setter!();
    call_setters!();
    timeout_setter!();

    pub(super) async fn run(self) -> Result<ServiceDefinition> {
        let Self { mut call, name } = self;
        call.start()?;
        path_segment("name", &name)?;
        let mut pages = List::new(call).limit(LIMIT).pages();
        while let Some(page) = pages.next().await {
            let mut items = page?.items.into_iter();
            if let Some(definition) = items.find(|item| item.metadata.name == name) {
                return Ok(definition);
            }
        }
        let message = format!("there is no service {name:?}, or this credential may not list it");
        Err(Error::not_in_list(message))
    }
}

impl IntoFuture for GetDefinition {
    type Output = Result<ServiceDefinition>;
    type IntoFuture = BoxFuture<'static, Result<ServiceDefinition>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

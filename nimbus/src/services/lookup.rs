//! One definition, by its name.

use std::future::IntoFuture;

use super::definitions::List;
use crate::call::validate::path_segment;
use crate::call::{Call, CallFuture, call_setters, tenant_setter, timeout_setter};
use crate::types::ServiceDefinition;
use crate::{Error, Result};

/// Of the pages that are walked, each has as many items as the server gives.
const LIMIT: u32 = 100;

/// A call of [`Services::definition`](super::Services::definition).
#[derive(Debug)]
#[must_use = "a call does nothing until awaited"]
pub struct Definition<'a> {
    call: Call<'a>,
    name: &'a str,
}

impl<'a> Definition<'a> {
    pub(super) fn new(call: Call<'a>, name: &'a str) -> Self {
        Self { call, name }
    }

    tenant_setter!();
    call_setters!();
    timeout_setter!();

    pub(super) async fn run(self) -> Result<ServiceDefinition> {
        let Self { mut call, name } = self;
        call.start()?;
        let name = path_segment("name", name)?;
        let mut pages = List::new(call).limit(LIMIT).pages();
        while let Some(page) = pages.next().await {
            let found = page?
                .items
                .into_iter()
                .find(|item| item.metadata.name == name);
            if let Some(definition) = found {
                return Ok(definition);
            }
        }
        let message =
            format!("no service {name:?} is declared, or none that this credential may list");
        Err(Error::not_in_list(message))
    }
}

impl<'a> IntoFuture for Definition<'a> {
    type Output = Result<ServiceDefinition>;
    type IntoFuture = CallFuture<'a, ServiceDefinition>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

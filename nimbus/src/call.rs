//! What all calls have in common: they are built up, and run when awaited.

use std::future::Future;
use std::pin::Pin;

/// The future of a call.
pub type CallFuture<'a, T> = Pin<Box<dyn Future<Output = crate::Result<T>> + Send + 'a>>;

/// Makes `.await` run a call, through its `async fn run(self)`.
macro_rules! awaitable {
    ($($call:ident => $output:ty),* $(,)?) => {$(
        impl<'a> ::std::future::IntoFuture for $call<'a> {
            type Output = $crate::Result<$output>;
            type IntoFuture = $crate::call::CallFuture<'a, $output>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.run())
            }
        }
    )*};
}

/// The setter of calls that need a tenant.
macro_rules! tenant_setter {
    () => {
        /// The tenant of this call, in place of the client's default.
        pub fn tenant(mut self, tenant: &'a str) -> Self {
            self.tenant = Some(tenant);
            self
        }
    };
}

/// The setters of calls that list.
macro_rules! page_setters {
    () => {
        /// How many items to ask for. The server clamps it into 1 to 100, and to 100 when it is left out.
        pub fn limit(mut self, limit: u32) -> Self {
            self.limit = Some(limit);
            self
        }

        /// Where to go on: `next_page_token` of the page before.
        pub fn page_token(mut self, page_token: &'a str) -> Self {
            self.page_token = Some(page_token);
            self
        }
    };
}

pub(crate) use {awaitable, page_setters, tenant_setter};

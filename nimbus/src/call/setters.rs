//! What users see on several calls: `.await` and the common setters. They are macros so that the documentation of each
//! call shows them.

/// Makes `.await` run a call through its `async fn run(self)`, and adds the setters that every call has.
macro_rules! awaitable {
    ($($call:ident => $output:ty),* $(,)?) => {$(
        impl ::std::future::IntoFuture for $call {
            type Output = $crate::Result<$output>;
            type IntoFuture = $crate::BoxFuture<'static, $crate::Result<$output>>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(async move { Ok(self.run().await?.into_inner()) })
            }
        }

        impl $call {
            $crate::call::call_setters!();
            $crate::call::timeout_setter!();

            /// Runs the call, like `.await`, and returns the value together with the status and headers of the
            /// response.
            ///
            /// # Errors
            /// Fails like the call itself.
            pub async fn with_response(self) -> $crate::Result<$crate::Response<$output>> {
                Ok(self.run().await?.into())
            }
        }
    )*};
}

/// The setters that every call has, including waits.
macro_rules! call_setters {
    () => {
        /// Sets the retry policy of this call, in place of the client's.
        pub fn retry(mut self, retry: $crate::RetryPolicy) -> Self {
            self.call.settings().retry = Some(retry);
            self
        }

        /// Sets the time limit of one attempt of this call. Zero is an error.
        pub fn attempt_timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.call.settings().attempt_timeout = Some(timeout);
            self
        }

        /// Adds a header to the requests of this call, for example for tracing. It replaces the client's header of the
        /// same name.
        pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
            let header = (name.into(), value.into());
            self.call.settings().headers.push(header);
            self
        }
    };
}

/// The setter of a call's time limit.
macro_rules! timeout_setter {
    () => {
        /// Sets the time limit of the whole call: its requests, their attempts, and the pauses between them. By default
        /// there is none. Zero is an error.
        pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.call.settings().timeout = Some(timeout);
            self
        }
    };
}

/// The setter of calls that need a tenant.
macro_rules! tenant_setter {
    () => {
        /// Sets the tenant of this call, in place of the client's default. A tenant id is 1 to 128 of the characters
        /// `A-Za-z0-9_-` and does not begin with `_`; with any other value, the call fails before a request is sent.
        pub fn tenant(mut self, tenant: impl Into<String>) -> Self {
            self.call.tenant = Some(tenant.into());
            self
        }
    };
}

/// The setters of calls that list.
macro_rules! page_setters {
    () => {
        /// Sets the number of items per page. The server clamps it to the range 1 to 100; the default is 100.
        pub fn limit(mut self, limit: u32) -> Self {
            self.limit = Some(limit);
            self
        }

        /// Sets the page to begin with: the `next_page_token` of the previous page.
        pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
            self.page_token = Some(page_token.into());
            self
        }
    };
}

/// The setters of calls that declare labels.
macro_rules! label_setters {
    () => {
        /// Adds a label.
        pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
            self.labels.insert(key.into(), value.into());
            self
        }

        /// Adds labels, for example `[("tier", "edge")]` or a map.
        pub fn labels<K: Into<String>, V: Into<String>>(
            mut self,
            labels: impl IntoIterator<Item = (K, V)>,
        ) -> Self {
            let labels = labels.into_iter();
            self.labels
                .extend(labels.map(|(key, value)| (key.into(), value.into())));
            self
        }
    };
}

pub(crate) use {
    awaitable, call_setters, label_setters, page_setters, tenant_setter, timeout_setter,
};

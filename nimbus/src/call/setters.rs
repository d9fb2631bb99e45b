//! What calls have in common for their users: `.await`, and the setters that several calls have. They are macros so that
//! each call's page shows them.

/// Makes `.await` run a call, through its `async fn run(self)`, and gives it the settings that every call has.
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

            /// Runs the call, for its value together with the reply's status and headers.
            ///
            /// # Errors
            /// As the call itself.
            pub async fn with_response(self) -> $crate::Result<$crate::Response<$output>> {
                Ok(self.run().await?.into())
            }
        }
    )*};
}

/// The settings that every call has, a wait too.
macro_rules! call_setters {
    () => {
        /// How often this call is attempted, in place of the client's policy.
        pub fn retry(mut self, retry: $crate::RetryPolicy) -> Self {
            self.call.settings().retry = Some(retry);
            self
        }

        /// How long one attempt of this call may take. Zero is refused.
        pub fn attempt_timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.call.settings().attempt_timeout = Some(timeout);
            self
        }

        /// One more header on the requests of this call, as for tracing. It takes the place of the client's header of
        /// that name.
        pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
            let header = (name.into(), value.into());
            self.call.settings().headers.push(header);
            self
        }
    };
}

/// The time limit of a call.
macro_rules! timeout_setter {
    () => {
        /// How long this call may take in all: its requests, their attempts, and the pauses between them. None unless set.
        /// Zero is refused.
        pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.call.settings().timeout = Some(timeout);
            self
        }
    };
}

/// The setter of calls that need a tenant.
macro_rules! tenant_setter {
    () => {
        /// The tenant of this call, in place of the client's default. The call is refused, before any request, when
        /// this cannot be a tenant's id: 1 to 128 of the characters `A-Za-z0-9_-`, the first of which is no `_`.
        pub fn tenant(mut self, tenant: impl Into<String>) -> Self {
            self.call.tenant = Some(tenant.into());
            self
        }
    };
}

/// The setters of calls that list.
macro_rules! page_setters {
    () => {
        /// How many items to ask for. The server clamps it into 1 to 100, and takes 100 when it is left out.
        pub fn limit(mut self, limit: u32) -> Self {
            self.limit = Some(limit);
            self
        }

        /// Where to go on: `next_page_token` of the page before.
        pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
            self.page_token = Some(page_token.into());
            self
        }
    };
}

/// The setters of calls that declare labels.
macro_rules! label_setters {
    () => {
        /// One more label.
        pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
            self.labels.insert(key.into(), value.into());
            self
        }

        /// More labels, as `[("tier", "edge")]` or a map.
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

//! Pages to read from beginning to end. Their examples run as tests.
//!
//! | Page | For |
//! |---|---|
//! | [`patterns`] | waiting, changing what others change too, listing |
//! | [`errors`] | what can go wrong, what is repeated, and what to do about each |
//! | [`observability`] | metrics, request ids, traces |
//! | [`testing`] | tests of your own: the emulator, and mocks |
//! | [`features`] | features, TLS, certificates, proxies |
//! | [`from_typescript`] | those who know the TypeScript SDK |
//!
//! # The way of a call
//!
//! ![from `.await` to the value or the error][call]
//!
#![doc = include_str!("../docs/pictures.md")]

// Of two definitions of a link the first holds. Those here lead to items, and to pictures with their data inside; those at
// the ends of the pages lead to files, for readers of the repository.

#[doc = include_str!("../docs/patterns.md")]
pub mod patterns {}

#[doc = include_str!("../docs/pictures.md")]
#[doc = include_str!("../docs/errors.md")]
pub mod errors {}

#[doc = include_str!("../docs/observability.md")]
pub mod observability {}

#[doc = "[`FakeEnvironment`]: crate::discovery::FakeEnvironment\n"]
#[doc = include_str!("../docs/testing.md")]
pub mod testing {}

#[doc = include_str!("../docs/features.md")]
pub mod features {}

#[allow(unused_imports, reason = "the page links what it imports")]
pub mod from_typescript {
    #![doc = "[patterns]: super::patterns\n[discovery]: crate::discovery\n"]
    #![doc = include_str!("../docs/from-typescript.md")]

    use crate::*;
}

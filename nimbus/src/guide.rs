//! Guides to the SDK; the [front page](crate) lists their contents. All of their examples run as tests.
//!
//! # What happens during a call
//!
//! ![what happens during a call, from `.await` to the value or the error][call]
//!
#![doc = include_str!("../docs/pictures.md")]

// Of two definitions of a link the first holds. Those in links.md lead to items, and those in pictures.md to pictures
// with their data inside; those at the ends of the pages lead to files, for readers of the repository.

#[doc = include_str!("../docs/links.md")]
#[doc = include_str!("../docs/getting-started.md")]
pub mod getting_started {}

#[doc = include_str!("../docs/links.md")]
#[doc = include_str!("../docs/patterns.md")]
pub mod patterns {}

#[doc = include_str!("../docs/links.md")]
#[doc = include_str!("../docs/pictures.md")]
#[doc = include_str!("../docs/errors.md")]
pub mod errors {}

#[doc = include_str!("../docs/links.md")]
#[doc = include_str!("../docs/credentials.md")]
pub mod credentials {}

#[doc = include_str!("../docs/links.md")]
#[doc = include_str!("../docs/features.md")]
pub mod features {}

#[doc = include_str!("../docs/links.md")]
#[doc = include_str!("../docs/testing.md")]
pub mod testing {}

#[doc = include_str!("../docs/links.md")]
#[doc = include_str!("../docs/observability.md")]
pub mod observability {}

#[doc = include_str!("../docs/links.md")]
#[doc = include_str!("../docs/recipes.md")]
pub mod recipes {}

#[allow(unused_imports, reason = "the page links what it imports")]
pub mod migrating_from_typescript {
    #![doc = include_str!("../docs/links.md")]
    #![doc = include_str!("../docs/migrating-from-typescript.md")]

    use crate::*;
}

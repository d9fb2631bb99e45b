//! Pages to read from beginning to end. Their examples run as tests.
//!
//! | Page | For |
//! |---|---|
//! | [`patterns`] | waiting, changing what others change too, listing |
//! | [`errors`] | what can go wrong, what is repeated, and what to do about each |
//! | [`testing`] | tests of your own: the emulator, and mocks |
//! | [`from_typescript`] | those who know the TypeScript SDK |

// Of two definitions of a link the first holds. Those here lead to items; those at the ends of the pages, to files, for
// readers of the repository.

#[doc = include_str!("../docs/patterns.md")]
pub mod patterns {}

#[allow(unused_imports, reason = "the page links what it imports")]
pub mod from_typescript {
    #![doc = "[patterns]: super::patterns"]
    #![doc = "[discovery]: crate::discovery"]
    #![doc = ""]
    #![doc = include_str!("../docs/from-typescript.md")]

    use crate::*;
}

//! How enumerations and unions are read. The macros say what is known; this reads it.

mod keyed;
mod strings;
mod tagged;
mod unknown;

pub(crate) use keyed::{Keyed, KeyedVisitor};
pub(crate) use strings::StringVisitor;
pub(crate) use tagged::{Tagged, TaggedVisitor};
pub use unknown::UnknownVariant;

/// What all unions have in common.
pub(crate) trait Union: Sized {
    const NAME: &'static str;
    /// The tags or keys that there are variants for.
    const KNOWN: &'static [&'static str];

    /// The variant for what is not known; none when the union is closed.
    fn unknown(variant: UnknownVariant) -> Option<Self>;

    fn unknown_or_error<E: serde::de::Error>(variant: UnknownVariant) -> Result<Self, E> {
        let error = E::unknown_variant(variant.kind(), Self::KNOWN);
        Self::unknown(variant).ok_or(error)
    }
}

#[cfg(test)]
mod tests;

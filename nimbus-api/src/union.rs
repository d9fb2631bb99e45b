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

    /// Makes the variant for what is not known; none where that is refused.
    const UNKNOWN: Option<fn(UnknownVariant) -> Self>;

    fn unknown_or_error<E: serde::de::Error>(variant: UnknownVariant) -> Result<Self, E> {
        match Self::UNKNOWN {
            Some(make) => Ok(make(variant)),
            None => Err(E::unknown_variant(variant.kind(), Self::KNOWN)),
        }
    }
}

#[cfg(test)]
mod tests;

//! Reading enums and unions. The macros define the known values; this code reads them.

mod keyed;
mod strings;
mod tagged;
mod unknown;

pub(crate) use keyed::{Keyed, KeyedVisitor};
pub(crate) use strings::StringVisitor;
pub(crate) use tagged::{Tagged, TaggedVisitor};
pub use unknown::UnknownVariant;

/// The common part of all unions.
pub(crate) trait Union: Sized {
    const NAME: &'static str;
    /// The tags or keys that have variants.
    const KNOWN: &'static [&'static str];

    /// Makes the variant for unknown kinds. `None` if these are refused.
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

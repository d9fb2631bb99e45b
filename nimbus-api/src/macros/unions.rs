/// A union told apart by the value of one field, the tag. The payloads do not have the tag.
macro_rules! tagged_union {
    ($(#[$meta:meta])* $name:ident, tag $tag:literal, open { $($variants:tt)* }) => {
        union_enum! {
            $(#[$meta])* #[serde(tag = $tag)] $name { $($variants)* }
            /// A kind that this version does not know, kept as it came.
            #[serde(untagged)]
            UnknownVariant($crate::types::UnknownVariant) => |unknown| unknown.kind(),
        }
        tagged_union! { @decode $name, $tag, { $($variants)* } |variant| Some(Self::UnknownVariant(variant)) }
    };
    ($(#[$meta:meta])* $name:ident, tag $tag:literal, closed { $($variants:tt)* }) => {
        union_enum! {
            $(#[$meta])* #[serde(tag = $tag)] $name { $($variants)* }
        }
        tagged_union! { @decode $name, $tag, { $($variants)* } |_| None }
    };
    (
        @decode $name:ident, $tag:literal,
        { $($(#[$variant_meta:meta])* $variant:ident($payload:ty) = $wire:literal,)* } $unknown:expr
    ) => {
        impl $crate::union::Union for $name {
            const NAME: &'static str = stringify!($name);
            const KNOWN: &'static [&'static str] = &[$($wire),*];

            fn unknown(variant: $crate::types::UnknownVariant) -> Option<Self> {
                let unknown: fn($crate::types::UnknownVariant) -> Option<Self> = $unknown;
                unknown(variant)
            }
        }

        impl $crate::union::Tagged for $name {
            const TAG: &'static str = $tag;

            fn decode<'de, D>(kind: &str, fields: D) -> Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                match kind {
                    $($wire => <$payload as ::serde::Deserialize>::deserialize(fields).map(Self::$variant),)*
                    kind => Err(<D::Error as ::serde::de::Error>::unknown_variant(
                        kind,
                        <Self as $crate::union::Union>::KNOWN,
                    )),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_map($crate::union::TaggedVisitor::new())
            }
        }
    };
}

/// A union told apart by which field is there, the key.
macro_rules! keyed_union {
    ($(#[$meta:meta])* $name:ident, open { $($variants:tt)* }) => {
        union_enum! {
            $(#[$meta])* $name { $($variants)* }
            /// A key that this version does not know, kept as it came.
            #[serde(untagged)]
            UnknownVariant($crate::types::UnknownVariant) => |unknown| unknown.kind(),
        }
        keyed_union! { @decode $name, { $($variants)* } |variant| Some(Self::UnknownVariant(variant)) }
    };
    ($(#[$meta:meta])* $name:ident, closed { $($variants:tt)* }) => {
        union_enum! { $(#[$meta])* $name { $($variants)* } }
        keyed_union! { @decode $name, { $($variants)* } |_| None }
    };
    (
        @decode $name:ident,
        { $($(#[$variant_meta:meta])* $variant:ident($payload:ty) = $wire:literal,)* } $unknown:expr
    ) => {
        impl $crate::union::Union for $name {
            const NAME: &'static str = stringify!($name);
            const KNOWN: &'static [&'static str] = &[$($wire),*];

            fn unknown(variant: $crate::types::UnknownVariant) -> Option<Self> {
                let unknown: fn($crate::types::UnknownVariant) -> Option<Self> = $unknown;
                unknown(variant)
            }
        }

        impl $crate::union::Keyed for $name {
            fn decode<'de, A>(key: &str, map: &mut A) -> Result<Self, A::Error>
            where
                A: ::serde::de::MapAccess<'de>,
            {
                match key {
                    $($wire => map.next_value().map(Self::$variant),)*
                    key => Err(<A::Error as ::serde::de::Error>::unknown_variant(
                        key,
                        <Self as $crate::union::Union>::KNOWN,
                    )),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_map($crate::union::KeyedVisitor::new())
            }
        }
    };
}

/// The enum itself, with what both kinds of unions share. serde's derive writes it.
macro_rules! union_enum {
    (
        $(#[$meta:meta])* $name:ident
        { $($(#[$variant_meta:meta])* $variant:ident($payload:ty) = $wire:literal,)* }
        $($(#[$unknown_meta:meta])* $unknown:ident($rest:ty) => $kind:expr,)?
    ) => {
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        $(#[$meta])*
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[serde(rename = $wire)]
                $variant($payload),
            )*
            $($(#[$unknown_meta])* $unknown($rest),)?
        }

        impl $name {
            /// What tells the variants apart, as it is on the wire.
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $wire,)*
                    $(Self::$unknown(unknown) => {
                        let kind: fn(&$rest) -> &str = $kind;
                        kind(unknown)
                    })?
                }
            }
        }

        $(
            impl From<$payload> for $name {
                fn from(payload: $payload) -> Self {
                    Self::$variant(payload)
                }
            }
        )*
    };
}

/// Defines a union whose variants are distinguished by the value of one field, the tag. The payloads do not have the
/// tag.
macro_rules! tagged_union {
    (
        $(#[$meta:meta])* $name:ident, tag $tag:literal, $openness:ident
        { $($(#[$variant_meta:meta])* $variant:ident($payload:ty) = $wire:literal,)* }
    ) => {
        union_enum! {
            $(#[$meta])* #[serde(tag = $tag)] $name, $openness
            { $($(#[$variant_meta])* $variant($payload) = $wire,)* }
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

/// Defines a union whose variants are distinguished by the field that is present, the key.
macro_rules! keyed_union {
    (
        $(#[$meta:meta])* $name:ident, $openness:ident
        { $($(#[$variant_meta:meta])* $variant:ident($payload:ty) = $wire:literal,)* }
    ) => {
        union_enum! {
            $(#[$meta])* $name, $openness
            { $($(#[$variant_meta])* $variant($payload) = $wire,)* }
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

/// Defines the enum itself, with what both kinds of unions share. serde's derive implements writing.
macro_rules! union_enum {
    // A union that keeps unknown variants.
    ($(#[$meta:meta])* $name:ident, open { $($variants:tt)* }) => {
        union_enum! {
            @enum $(#[$meta])* $name { $($variants)* } {
                /// A variant that this version does not know, kept unchanged.
                #[serde(untagged)]
                UnknownVariant
            }
            Some(Self::UnknownVariant)
        }
    };
    // A union that is only sent: it refuses unknown variants when it is read, but can hold one that a newer server has
    // shown.
    ($(#[$meta:meta])* $name:ident, sent { $($variants:tt)* }) => {
        union_enum! {
            @enum $(#[$meta])* $name { $($variants)* } {
                /// A variant that this version does not know, as a newer server has shown it. Reading one from JSON or
                /// YAML is an error.
                #[cfg_attr(feature = "schemars", schemars(skip))]
                #[serde(untagged)]
                UnknownVariant
            }
            None
        }
    };
    ($(#[$meta:meta])* $name:ident, closed { $($variants:tt)* }) => {
        union_enum! { @enum $(#[$meta])* $name { $($variants)* } {} None }
    };
    (
        @enum $(#[$meta:meta])* $name:ident
        { $($(#[$variant_meta:meta])* $variant:ident($payload:ty) = $wire:literal,)* }
        { $($(#[$unknown_meta:meta])* $unknown:ident)? }
        $make_unknown:expr
    ) => {
        #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        $(#[$meta])*
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[serde(rename = $wire)]
                $variant($payload),
            )*
            $($(#[$unknown_meta])* $unknown($crate::types::UnknownVariant),)?
        }

        impl $name {
            /// Returns what identifies the variant, as it is sent.
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $wire,)*
                    $(Self::$unknown(unknown) => unknown.kind(),)?
                }
            }
        }

        impl $crate::union::Union for $name {
            const NAME: &'static str = stringify!($name);
            const KNOWN: &'static [&'static str] = &[$($wire),*];
            const UNKNOWN: Option<fn($crate::types::UnknownVariant) -> Self> = $make_unknown;
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

/// Reading and writing of a struct whose fields are those of an object. Each has its place, its name in Rust and on the
/// wire, and whether it is there: `required`, `optional` (left out when there is none), or `nullable` (there, and null
/// when there is none). What follows two dots takes the fields that are not known.
macro_rules! object {
    ($name:ident { $($place:literal $field:ident = $wire:literal: $presence:ident,)* $(..$rest:ident)? }) => {
        #[automatically_derived]
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Object;

                impl<'de> ::serde::de::Visitor<'de> for Object {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(concat!("the object ", stringify!($name)))
                    }

                    fn visit_map<A>(self, mut object: A) -> Result<$name, A::Error>
                    where
                        A: ::serde::de::MapAccess<'de>,
                    {
                        $(let mut $field = None;)*
                        $(let mut $rest = ::serde_json::Map::new();)?
                        while let Some(name) = object.next_key_seed($crate::object::Name {
                            place: |name| match name {
                                $($wire => Some($place),)*
                                _ => None,
                            },
                            keeps_others: object!(@keeps_others $($rest)?),
                        })? {
                            match name {
                                $($crate::object::Field::Known($place) => {
                                    $crate::object::read(&mut $field, $wire, &mut object)?;
                                })*
                                $crate::object::Field::Known(_) => {}
                                $crate::object::Field::Other(_name) => object!(@other object, _name $($rest)?),
                            }
                        }
                        Ok($name {
                            $($field: object!(@present $presence $field, $wire),)*
                            $($rest,)?
                        })
                    }
                }

                deserializer.deserialize_map(Object)
            }
        }

        impl $crate::object::Object for $name {
            fn write_fields<M>(&self, _map: &mut M) -> Result<(), M::Error>
            where
                M: ::serde::ser::SerializeMap,
            {
                $(object!(@write $presence _map, $wire, &self.$field);)*
                $(for (name, value) in &self.$rest {
                    _map.serialize_entry(name, value)?;
                })?
                Ok(())
            }
        }

        #[automatically_derived]
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::object::serialize(self, serializer)
            }
        }
    };

    (@keeps_others) => { false };
    (@keeps_others $rest:ident) => { true };

    (@other $object:ident, $name:ident) => {{
        $object.next_value::<::serde::de::IgnoredAny>()?;
    }};
    (@other $object:ident, $name:ident $rest:ident) => {{
        $rest.insert($name, $object.next_value()?);
    }};

    (@present optional $field:ident, $wire:literal) => { $field.flatten() };
    (@present $presence:ident $field:ident, $wire:literal) => {
        $field.ok_or_else(|| <A::Error as ::serde::de::Error>::missing_field($wire))?
    };

    (@write optional $map:ident, $wire:literal, $value:expr) => {
        $crate::object::write_optional($map, $wire, $value.as_ref())?
    };
    (@write $presence:ident $map:ident, $wire:literal, $value:expr) => {
        $map.serialize_entry($wire, $value)?
    };
}

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the macros define public types, of which these are not"
)]

use serde::{Deserialize, Serialize};
use serde_json::{Value, from_str, from_value, json, to_value};

#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub(crate) struct Image {
    reference: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub(crate) struct Nothing {}

tagged_union! {
    /// A test's.
    Root, tag "kind", open {
        /// An image.
        Image(Image) = "oci_image",
        /// Nothing.
        Nothing(Nothing) = "nothing",
    }
}

tagged_union! {
    /// A test's.
    ClosedRoot, tag "kind", closed {
        /// An image.
        Image(Image) = "oci_image",
    }
}

keyed_union! {
    /// A test's.
    Target, open {
        /// An image.
        Image(Image) = "image",
        /// Nothing.
        Nothing(Nothing) = "nothing",
    }
}

keyed_union! {
    /// A test's.
    ClosedTarget, closed {
        /// An image.
        Image(Image) = "image",
    }
}

open_enum! {
    /// A test's.
    State {
        /// Ready.
        Ready = "ready",
        /// Not ready.
        NotReady = "not_ready",
    }
}

fn image() -> Image {
    Image {
        reference: "node:22".to_owned(),
    }
}

mod open_enums {
    use super::*;

    #[test]
    fn known_values_decode_and_encode() {
        assert_eq!(
            from_value::<State>(json!("not_ready")).unwrap(),
            State::NotReady
        );
        assert_eq!(to_value(State::NotReady).unwrap(), json!("not_ready"));
        assert_eq!(State::NotReady.to_string(), "not_ready");
    }

    #[test]
    fn an_unknown_value_is_kept_and_written_back() {
        let state: State = from_str(r#""hiber\nating""#).unwrap();
        assert_eq!(state, State::UnknownValue("hiber\nating".to_owned()));
        assert_eq!(to_value(&state).unwrap(), json!("hiber\nating"));
        assert_eq!(state.as_str(), "hiber\nating");
    }

    #[test]
    fn from_never_calls_a_known_value_unknown() {
        assert_eq!(State::from("ready"), State::Ready);
        assert_eq!(State::from(String::from("ready")), State::Ready);
        assert_eq!("ready".parse::<State>(), Ok(State::Ready));
    }

    #[test]
    fn values_are_compared_by_case() {
        assert_eq!(
            State::from("Ready"),
            State::UnknownValue("Ready".to_owned())
        );
    }

    #[test]
    fn what_is_no_string_is_an_error() {
        for value in [json!(1), json!(null), json!({}), json!(["ready"])] {
            let error = from_value::<State>(value).unwrap_err().to_string();
            assert!(error.contains("a string, a value of State"), "{error}");
        }
    }
}

mod tagged {
    use super::*;

    #[test]
    fn the_tag_is_written_first() {
        let json = serde_json::to_string(&Root::from(image())).unwrap();
        assert_eq!(json, r#"{"kind":"oci_image","reference":"node:22"}"#);
    }

    #[test]
    fn a_payload_without_fields_is_its_tag() {
        let root = Root::from(Nothing {});
        assert_eq!(to_value(&root).unwrap(), json!({"kind": "nothing"}));
        assert_eq!(
            from_value::<Root>(json!({"kind": "nothing"})).unwrap(),
            root
        );
    }

    #[test]
    fn the_tag_may_stand_anywhere() {
        for text in [
            r#"{"kind":"oci_image","reference":"node:22"}"#,
            r#"{"reference":"node:22","kind":"oci_image"}"#,
            r#"{"later":[1],"kind":"oci_image","reference":"node:22"}"#,
        ] {
            assert_eq!(
                from_str::<Root>(text).unwrap(),
                Root::Image(image()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_field_given_twice_is_an_error_wherever_the_tag_stands() {
        for text in [
            r#"{"kind":"oci_image","reference":"a","reference":"b"}"#,
            r#"{"reference":"a","kind":"oci_image","reference":"b"}"#,
            r#"{"reference":"a","reference":"b","kind":"oci_image"}"#,
        ] {
            let error = from_str::<Root>(text).unwrap_err().to_string();
            assert!(error.contains("duplicate field `reference`"), "{error}");
        }
    }

    #[test]
    fn unknown_fields_of_a_known_kind_are_ignored() {
        let text = r#"{"kind":"oci_image","reference":"node:22","later":{}}"#;
        assert_eq!(from_str::<Root>(text).unwrap(), Root::Image(image()));
    }

    #[test]
    fn a_malformed_known_kind_is_an_error_and_never_unknown() {
        for text in [
            r#"{"kind":"oci_image"}"#,
            r#"{"kind":"oci_image","later":1}"#,
            r#"{"later":1,"kind":"oci_image"}"#,
        ] {
            let error = from_str::<Root>(text).unwrap_err().to_string();
            assert!(error.starts_with("missing field `reference`"), "{error}");
        }
        let error = from_str::<Root>(r#"{"reference":5,"kind":"oci_image"}"#).unwrap_err();
        assert!(error.to_string().contains("expected a string"), "{error}");
    }

    #[test]
    fn a_number_of_an_unknown_kind_keeps_its_last_digit() {
        let text = r#"{"kind":"build","n":0.11711111111111111}"#;
        let root: Root = from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&root).unwrap(), text);
    }

    #[test]
    fn an_unknown_kind_is_kept_whole_and_written_back_unchanged() {
        for text in [
            r#"{"kind":"build","context":{"deep":[1,2.5,null]},"n":18446744073709551615}"#,
            r#"{"n":-1,"kind":"build","empty":{}}"#,
        ] {
            let root: Root = from_str(text).unwrap();
            assert_eq!(root.kind(), "build");
            let Root::UnknownVariant(unknown) = &root else {
                panic!("{root:?} is known");
            };
            let sent: Value = from_str(text).unwrap();
            assert_eq!(Value::Object(unknown.as_map().clone()), sent);
            assert_eq!(to_value(&root).unwrap(), sent);
        }
    }

    #[test]
    fn a_closed_union_refuses_an_unknown_kind() {
        for text in [r#"{"kind":"build"}"#, r#"{"a":1,"kind":"build"}"#] {
            let error = from_str::<ClosedRoot>(text).unwrap_err().to_string();
            assert!(error.contains("unknown variant `build`"), "{error}");
        }
    }

    #[test]
    fn a_tag_that_is_missing_or_no_string_is_an_error() {
        for text in ["{}", r#"{"reference":"node:22"}"#] {
            let error = from_str::<Root>(text).unwrap_err().to_string();
            assert!(error.contains("missing field `kind`"), "{error}");
        }
        for tag in ["5", "null", "{}", r#"["oci_image"]"#] {
            let text = format!(r#"{{"kind":{tag},"reference":"node:22"}}"#);
            let error = from_str::<Root>(&text).unwrap_err().to_string();
            assert!(error.contains("the `kind` of Root"), "{error}");
        }
    }

    #[test]
    fn what_is_no_object_is_an_error() {
        for value in [json!("oci_image"), json!(null), json!([]), json!(1)] {
            let error = from_value::<Root>(value).unwrap_err().to_string();
            assert!(error.contains("a variant of Root"), "{error}");
        }
    }

    #[test]
    fn debug_of_an_unknown_kind_shows_names_and_no_values() {
        let root: Root =
            from_value(json!({"kind": "build", "env": ["canary"], "args": {"canary": 1}})).unwrap();
        let text = format!("{root:?}");
        assert!(!text.contains("canary"), "{text}");
        assert!(
            text.contains("build") && text.contains("env") && text.contains("args"),
            "{text}"
        );
    }
}

mod keyed {
    use super::*;

    #[test]
    fn the_key_wraps_the_payload() {
        let target = Target::from(image());
        let wire = json!({"image": {"reference": "node:22"}});
        assert_eq!(to_value(&target).unwrap(), wire);
        assert_eq!(from_value::<Target>(wire).unwrap(), target);
        assert_eq!(target.kind(), "image");
    }

    #[test]
    fn unknown_keys_beside_a_known_one_are_ignored() {
        for text in [
            r#"{"image":{"reference":"node:22"},"later":1}"#,
            r#"{"later":1,"image":{"reference":"node:22"}}"#,
        ] {
            assert_eq!(from_str::<Target>(text).unwrap(), Target::Image(image()));
        }
    }

    #[test]
    fn two_known_keys_are_an_error() {
        let text = r#"{"image":{"reference":"node:22"},"nothing":{}}"#;
        let error = from_str::<Target>(text).unwrap_err().to_string();
        assert!(error.contains("not both `image` and `nothing`"), "{error}");
    }

    #[test]
    fn a_malformed_known_key_is_an_error_and_never_unknown() {
        for text in [r#"{"image":{}}"#, r#"{"later":1,"image":{}}"#] {
            let error = from_str::<Target>(text).unwrap_err().to_string();
            assert!(error.starts_with("missing field `reference`"), "{error}");
        }
        assert!(from_str::<Target>(r#"{"image":null}"#).is_err());
    }

    #[test]
    fn an_unknown_key_is_kept_whole_and_written_back_unchanged() {
        let text = r#"{"volume":{"id":"v","size":1.5},"beside":null}"#;
        let target: Target = from_str(text).unwrap();
        assert_eq!(target.kind(), "volume");
        assert!(matches!(target, Target::UnknownVariant(_)));
        assert_eq!(to_value(&target).unwrap(), from_str::<Value>(text).unwrap());
        assert!(!format!("{target:?}").contains("1.5"));
    }

    #[test]
    fn of_several_unknown_keys_the_order_does_not_tell_the_kind() {
        for (text, kind) in [
            (r#"{"volume":{},"beside":1}"#, "volume"),
            (r#"{"beside":1,"volume":{}}"#, "volume"),
            (r#"{"volume":{},"a":{}}"#, "a"),
            (r#"{"b":1,"a":2}"#, "a"),
        ] {
            let target: Target = from_str(text).unwrap();
            assert_eq!(target.kind(), kind, "{text}");
            let written = to_value(&target).unwrap().to_string();
            assert_eq!(from_str::<Target>(&written).unwrap(), target);
        }
    }

    #[test]
    fn a_closed_union_refuses_an_unknown_key() {
        let error = from_str::<ClosedTarget>(r#"{"volume":{}}"#)
            .unwrap_err()
            .to_string();
        assert!(error.contains("unknown variant `volume`"), "{error}");
    }

    #[test]
    fn a_closed_union_refuses_a_key_beside_its_own() {
        let text = r#"{"image":{"reference":"node:22"},"later":1}"#;
        let error = from_str::<ClosedTarget>(text).unwrap_err().to_string();
        assert!(error.contains("unknown field `later`"), "{error}");
    }

    #[test]
    fn an_object_without_a_key_is_an_error() {
        let error = from_str::<Target>("{}").unwrap_err().to_string();
        assert!(error.contains("needs one of the keys"), "{error}");
    }
}

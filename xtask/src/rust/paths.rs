//! The paths of types, as somebody would write them.

use syn::visit_mut::{self, VisitMut};
use syn::{Path, Signature, Type};

/// In the module `types`: `String` for `::std::string::String`, and a component by its name alone.
pub(crate) fn shorten(ty: &mut Type) {
    Shortener { types: 0 }.visit_type_mut(ty);
}

/// Beside the module `types`: a component is `types::X`.
pub(crate) fn shorten_in_signature(signature: &mut Signature) {
    Shortener { types: 1 }.visit_signature_mut(signature);
}

struct Shortener {
    /// The segments of a component's path that stay before its name.
    types: usize,
}

impl VisitMut for Shortener {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let segments = path.segments.iter();
        let full: Vec<_> = segments.map(|segment| segment.ident.to_string()).collect();
        let kept = match full.join("::").as_str() {
            "std::string::String" | "std::option::Option" | "std::vec::Vec" => 1,
            full if full.starts_with("nimbus_api::types::") => 1 + self.types,
            _ => return,
        };
        path.leading_colon = None;
        let dropped = full.len() - kept;
        path.segments = std::mem::take(&mut path.segments)
            .into_iter()
            .skip(dropped)
            .collect();
    }
}

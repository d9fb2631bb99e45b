//! The mocks of the crate nimbus-httpmock: what progenitor makes, with documentation, and with matchers of names that take
//! them literally.

use anyhow::{Context, Result};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, File, FnArg, ImplItem, ItemImpl, ItemStruct, ItemTrait, Pat, TraitItem};
use syn::{ImplItemFn, parse_quote};

use super::found;
use crate::catalog::Operation;

pub(crate) fn complete(file: &mut File, operations: &[Operation]) -> Result<()> {
    let items = found::items(file);
    for operation in operations {
        for side in [Side::When, Side::Then] {
            let name = side.of(operation);
            found::structure(&items, &name)
                .with_context(|| format!("the mocks of {}", operation.id))?;
        }
    }
    let mut completer = Completer {
        operations,
        failure: None,
    };
    completer.visit_file_mut(file);
    completer.failure.map_or(Ok(()), Err)
}

#[derive(Clone, Copy)]
enum Side {
    When,
    Then,
}

impl Side {
    /// The name of an operation's type, as `ServicesGetWhen`.
    fn of(self, operation: &Operation) -> String {
        let words = operation.id.split('_').map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_uppercase() + rest
        });
        let end = match self {
            Self::When => "When",
            Self::Then => "Then",
        };
        words.collect::<String>() + end
    }
}

struct Completer<'a> {
    operations: &'a [Operation],
    failure: Option<anyhow::Error>,
}

impl<'a> Completer<'a> {
    /// The operation and the side that a type is for.
    fn side(&self, is: impl Fn(&str) -> bool) -> Option<(&'a Operation, Side)> {
        let sides = self.operations.iter();
        let mut sides = sides.flat_map(|it| [(it, Side::When), (it, Side::Then)]);
        sides.find(|(operation, side)| is(&side.of(operation)))
    }
}

impl VisitMut for Completer<'_> {
    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        let text = match self.side(|name| item.ident == name) {
            Some((operation, Side::When)) => {
                format!("Which requests of `{}` to match.", operation.id)
            }
            Some((operation, Side::Then)) => format!("What to answer to `{}`.", operation.id),
            None => return,
        };
        add(&mut item.attrs, &text);
    }

    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        let Some((operation, side)) = self.side(|name| found::is_of(&item.self_ty, name)) else {
            return;
        };
        let methods = item.items.iter_mut().filter_map(|member| match member {
            ImplItem::Fn(method) => Some(method),
            _ => None,
        });
        let mut methods: Vec<_> = methods.collect();
        for method in &mut methods {
            let text = method_text(side, method, operation);
            add(&mut method.attrs, &text);
        }
        if let Side::When = side {
            for wire in &operation.segments {
                let outcome = match_literally(&mut methods, wire, operation);
                self.failure = self.failure.take().or(outcome.err());
            }
        }
    }

    fn visit_item_trait_mut(&mut self, item: &mut ItemTrait) {
        add(
            &mut item.attrs,
            "One mock an operation, for httpmock's server.",
        );
        for member in &mut item.items {
            if let TraitItem::Fn(method) = member {
                let text = format!(
                    "Mocks `{}`: the closure says which of its requests to match, and what to answer.",
                    method.sig.ident
                );
                add(&mut method.attrs, &text);
            }
        }
        visit_mut::visit_item_trait_mut(self, item);
    }
}

/// Lets a mock for the path argument `a.b` match `a.b` and nothing else. progenitor puts the value as it is into a regular
/// expression, which is then compared with the encoded path.
fn match_literally(
    methods: &mut [&mut ImplItemFn],
    wire: &str,
    operation: &Operation,
) -> Result<()> {
    let method = methods
        .iter_mut()
        .find(|method| found::is_named(&method.sig.ident, wire));
    let missing = || {
        format!(
            "progenitor's mock of {} does not match `{wire}`",
            operation.id
        )
    };
    let method = method.with_context(missing)?;
    let value = method.sig.inputs.iter().find_map(|input| match input {
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(name) => Some(&name.ident),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    let value = value.with_context(missing)?;
    let path = &operation.path;
    method.block = parse_quote!({
        Self(self.0.path_matches(crate::pattern(#path, #wire, &#value.to_string())))
    });
    Ok(())
}

fn method_text(side: Side, method: &ImplItemFn, operation: &Operation) -> String {
    let name = method.sig.ident.to_string();
    let mut optional = operation.query.iter().filter(|query| !query.is_required);
    match (side, name.as_str()) {
        (Side::When, "new") => "On top of httpmock's own matcher.".to_owned(),
        (Side::Then, "new") => "On top of httpmock's own answer.".to_owned(),
        (Side::When, "into_inner") => "httpmock's own matcher.".to_owned(),
        (Side::Then, "into_inner") => "httpmock's own answer.".to_owned(),
        (Side::When, "body") => "Only requests with this body.".to_owned(),
        (Side::When, _)
            if optional.any(|query| found::is_named(&method.sig.ident, &query.wire)) =>
        {
            format!("Only requests with this `{name}`; with `None`, only those without it.")
        }
        (Side::When, _) => format!("Only requests with this `{name}`."),
        (Side::Then, "client_error" | "server_error") => {
            "Answers with a status of this class; panics for another one.".to_owned()
        }
        (Side::Then, _) => format!("Answers with the status {}.", name.replace('_', " ")),
    }
}

fn add(attributes: &mut Vec<Attribute>, text: &str) {
    let text = format!(" {text}");
    attributes.push(parse_quote!(#[doc = #text]));
}

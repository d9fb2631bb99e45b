//! The mocks of the crate nimbus-httpmock: what progenitor makes, with documentation, and with matchers of names that take
//! them literally.

use anyhow::{Context, Result, anyhow};
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, File, ImplItem, ImplItemFn, ItemImpl, ItemStruct, ItemTrait, TraitItem, parse_quote,
};

use super::found;
use crate::catalog::{Operation, capitalized};

pub(crate) fn complete(file: &mut File, operations: &[Operation]) -> Result<()> {
    let items = found::items(file);
    for operation in operations {
        for side in ["When", "Then"] {
            found::structure(&items, &type_of(operation, side))
                .with_context(|| format!("the mocks of {}", operation.id))?;
        }
    }
    let mut completer = Completer {
        operations,
        outcome: Ok(()),
    };
    completer.visit_file_mut(file);
    completer.outcome
}

/// The name of an operation's type, as `ServicesGetWhen`.
fn type_of(operation: &Operation, side: &str) -> String {
    operation.id.split('_').map(capitalized).collect::<String>() + side
}

struct Completer<'a> {
    operations: &'a [Operation],
    outcome: Result<()>,
}

impl<'a> Completer<'a> {
    /// The operation that a type is for, and whether it matches requests.
    fn side(&self, is: impl Fn(&str) -> bool) -> Option<(&'a Operation, bool)> {
        let mut sides = self
            .operations
            .iter()
            .flat_map(|it| [(it, true), (it, false)]);
        sides.find(|(operation, matches)| {
            is(&type_of(operation, if *matches { "When" } else { "Then" }))
        })
    }
}

impl VisitMut for Completer<'_> {
    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        let text = match self.side(|name| item.ident == name) {
            Some((it, true)) => format!("Which requests of `{}` to match.", it.id),
            Some((it, false)) => format!("What to answer to `{}`.", it.id),
            None => return,
        };
        add(&mut item.attrs, &text);
    }

    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        let Some((operation, matches)) = self.side(|name| found::is_of(&item.self_ty, name)) else {
            return;
        };
        for member in &mut item.items {
            if let ImplItem::Fn(method) = member {
                let text = match matches {
                    true => matcher_text(method, operation),
                    false => answer_text(method),
                };
                add(&mut method.attrs, &text);
            }
        }
        for wire in operation.segments.iter().filter(|_| matches) {
            if self.outcome.is_ok() && match_literally(item, wire, &operation.path).is_none() {
                let id = &operation.id;
                self.outcome = Err(anyhow!("progenitor's mock of {id} does not match `{wire}`"));
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
                let name = &method.sig.ident;
                let text = format!(
                    "Mocks `{name}`: the closure says which of its requests to match, and what to answer."
                );
                add(&mut method.attrs, &text);
            }
        }
    }
}

/// Lets a mock for the path argument `a.b` match `a.b` and nothing else. progenitor puts the value as it is into a regular
/// expression, which is then compared with the encoded path.
fn match_literally(item: &mut ItemImpl, wire: &str, path: &str) -> Option<()> {
    let mut methods = item.items.iter_mut().filter_map(|member| match member {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    });
    let method = methods.find(|method| found::is_named(&method.sig.ident, wire))?;
    let value = found::arguments(&method.sig).ok()?.into_iter().next()?;
    method.block = parse_quote!({
        Self(self.0.path_matches(crate::pattern(#path, #wire, &#value.to_string())))
    });
    Some(())
}

fn matcher_text(method: &ImplItemFn, operation: &Operation) -> String {
    let name = &method.sig.ident;
    let mut optional = operation.query.iter().filter(|query| !query.is_required);
    match name.to_string().as_str() {
        "new" => "On top of httpmock's own matcher.".to_owned(),
        "into_inner" => "httpmock's own matcher.".to_owned(),
        "body" => "Only requests with this body.".to_owned(),
        _ if optional.any(|query| found::is_named(name, &query.wire)) => {
            format!("Only requests with this `{name}`; with `None`, only those without it.")
        }
        _ => format!("Only requests with this `{name}`."),
    }
}

fn answer_text(method: &ImplItemFn) -> String {
    match method.sig.ident.to_string().as_str() {
        "new" => "On top of httpmock's own answer.".to_owned(),
        "into_inner" => "httpmock's own answer.".to_owned(),
        "client_error" | "server_error" => {
            "Answers with a status of this class; panics for another one.".to_owned()
        }
        name => format!("Answers with the status {}.", name.replace('_', " ")),
    }
}

fn add(attributes: &mut Vec<Attribute>, text: &str) {
    let text = format!(" {text}");
    attributes.push(parse_quote!(#[doc = #text]));
}

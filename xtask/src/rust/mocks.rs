//! The mocks of the crate nimbus-httpmock.

use anyhow::Result;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, ExprCall, File, ImplItem, ImplItemFn, ItemImpl, ItemStruct, ItemTrait, Token,
    TraitItem, Type, parse_quote,
};

/// Lets a mock for the path argument `a.b` match `a.b` and nothing else. The generator puts the value as it is
/// into a regular expression, which is then compared with the encoded path.
pub(crate) fn match_paths_literally(file: &mut File) -> Result<()> {
    let mut rewriter = Rewriter { failure: None };
    rewriter.visit_file_mut(file);
    rewriter.failure.map_or(Ok(()), |error| Err(error.into()))
}

struct Rewriter {
    failure: Option<syn::Error>,
}

impl VisitMut for Rewriter {
    /// Looks for `Regex::new(&format!(pattern, value))`.
    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        let Some(Expr::Reference(argument)) = call.args.first_mut() else {
            return;
        };
        let Expr::Macro(format) = &mut *argument.expr else {
            return;
        };
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        match parser.parse2(format.mac.tokens.clone()) {
            Ok(mut arguments) => {
                for value in arguments.iter_mut().skip(1) {
                    *value = parse_quote!(::regex::escape(&::nimbus_api::path::encode(&#value)));
                }
                format.mac.tokens = quote::quote!(#arguments);
            }
            Err(error) => self.failure = Some(error),
        }
    }
}

/// Says of everything public what it does. The generator leaves that out.
pub(crate) fn document(file: &mut File) {
    Documenter.visit_file_mut(file);
}

struct Documenter;

impl VisitMut for Documenter {
    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        let name = item.ident.to_string();
        let text = match side(&name) {
            Some((operation, Side::When)) => format!("Which requests of `{operation}` to match."),
            Some((operation, Side::Then)) => format!("What to answer to `{operation}`."),
            None => return,
        };
        add(&mut item.attrs, &text);
    }

    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        let Type::Path(path) = &*item.self_ty else {
            return;
        };
        let last = path.path.segments.last();
        let name = last.map_or_else(String::new, |segment| segment.ident.to_string());
        let Some((_, side)) = side(&name) else {
            return;
        };
        for member in &mut item.items {
            if let ImplItem::Fn(method) = member {
                let text = method_text(side, method);
                add(&mut method.attrs, &text);
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
    }
}

#[derive(Clone, Copy)]
enum Side {
    When,
    Then,
}

/// The operation and the side that a type is for, as `ServicesGetWhen`.
fn side(name: &str) -> Option<(String, Side)> {
    let (stem, side) = match (name.strip_suffix("When"), name.strip_suffix("Then")) {
        (Some(stem), _) => (stem, Side::When),
        (_, Some(stem)) => (stem, Side::Then),
        _ => return None,
    };
    let mut operation = String::new();
    for letter in stem.chars() {
        if letter.is_uppercase() && !operation.is_empty() {
            operation.push('_');
        }
        operation.extend(letter.to_lowercase());
    }
    Some((operation, side))
}

fn method_text(side: Side, method: &ImplItemFn) -> String {
    let name = method.sig.ident.to_string();
    match (side, name.as_str()) {
        (Side::When, "new") => "On top of httpmock's own matcher.".to_owned(),
        (Side::Then, "new") => "On top of httpmock's own answer.".to_owned(),
        (Side::When, "into_inner") => "httpmock's own matcher.".to_owned(),
        (Side::Then, "into_inner") => "httpmock's own answer.".to_owned(),
        (Side::When, "body") => "Only requests with this body.".to_owned(),
        (Side::When, argument) if is_optional(method) => {
            format!("Only requests with this `{argument}`; with `None`, only those without it.")
        }
        (Side::When, argument) => format!("Only requests with this `{argument}`."),
        (Side::Then, _) => match status(method) {
            Some(status) => format!("Answers {status}."),
            None => "Answers with a status of this class; panics for another one.".to_owned(),
        },
    }
}

fn is_optional(method: &ImplItemFn) -> bool {
    let where_clause = &method.sig.generics.where_clause;
    quote::quote!(#where_clause).to_string().contains("Option")
}

/// The status that an answer always has.
fn status(method: &ImplItemFn) -> Option<String> {
    let block = &method.block;
    let code = quote::quote!(#block).to_string();
    let (_, after) = code.split_once("status (")?;
    let digits: String = after
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    (!digits.is_empty()).then_some(digits)
}

fn add(attributes: &mut Vec<Attribute>, text: &str) {
    let text = format!(" {text}");
    attributes.push(parse_quote!(#[doc = #text]));
}

//! The methods of the client: what they say is kept, how they do it is nimbus-api's own.

use anyhow::{Context, Result, anyhow, bail, ensure};
use openapiv3::OpenAPI;
use quote::{format_ident, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprMethodCall, ExprStruct, File, FnArg, Ident, ImplItem, ImplItemFn, Item, Lit,
    Macro, Pat, Token, Type, parse_quote,
};

/// Gives every method a body that drafts its request and hands it on: `Draft::new(..).segment(..)?.query(..)`.
///
/// The generator's own body lets a name such as `..` climb to another route, goes through two more libraries, forgets
/// the reply that it cannot decode, and sends a header of which the contract knows nothing.
///
/// # Errors
/// When a method has an argument whose way into the request is not one of these.
pub(crate) fn draft(file: &mut File, api: &OpenAPI) -> Result<()> {
    let mut count = 0;
    for item in &mut file.items {
        let Item::Impl(block) = item else { continue };
        for item in &mut block.items {
            if let ImplItem::Fn(method) = item
                && method.sig.asyncness.is_some()
            {
                let name = method.sig.ident.clone();
                rewrite(method, api).with_context(|| format!("the client's method {name}"))?;
                count += 1;
            }
        }
    }
    let operations = api.operations().count();
    ensure!(
        count == operations,
        "{count} methods of the client for {operations} operations"
    );
    Ok(())
}

fn rewrite(method: &mut ImplItemFn, api: &OpenAPI) -> Result<()> {
    let mut call = Call::default();
    call.visit_block(&method.block);
    if let Some(failure) = call.failure.take() {
        return Err(failure);
    }
    let id = call.operation.take().context("no operation id")?;
    call.used(&method.sig.inputs)?;
    call.fills(api, &id)?;
    let table = format_ident!("{}", id.to_uppercase());
    let segments = call.segments.iter().map(|name| {
        let text = name.to_string();
        quote!(.segment(#text, #name)?)
    });
    let queries =
        call.queries
            .iter()
            .map(|(wire, name)| match is_optional(&method.sig.inputs, name) {
                true => quote!(.query(#wire, #name)),
                false => quote!(.query(#wire, Some(#name))),
            });
    let body = call.body.iter().map(|name| quote!(.json(#name)?));
    let send = match call.is_empty {
        true => format_ident!("empty"),
        false => format_ident!("decoded"),
    };
    let block: Block = parse_quote!({
        let draft = Draft::new(&self.base, &operations::#table) #(#segments)* #(#queries)* #(#body)*;
        self.#send(draft).await
    });
    method.block = block;
    Ok(())
}

/// What a generated body does with its arguments.
#[derive(Default)]
struct Call {
    operation: Option<String>,
    segments: Vec<Ident>,
    /// The name on the wire, and the argument.
    queries: Vec<(String, Ident)>,
    body: Option<Ident>,
    /// Whether the reply has no body.
    is_empty: bool,
    failure: Option<anyhow::Error>,
}

impl Call {
    /// Every argument goes somewhere.
    fn used(&self, arguments: &Punctuated<FnArg, Token![,]>) -> Result<()> {
        for (name, _) in typed(arguments) {
            let mut places = self.segments.iter().chain(&self.body);
            let is_query = self.queries.iter().any(|(_, query)| query == name);
            ensure!(
                is_query || places.any(|place| place == name),
                "the argument {name} is neither in the path, nor in the query, nor the body"
            );
        }
        Ok(())
    }

    /// The arguments of the path are its placeholders, in their order.
    fn fills(&self, api: &OpenAPI, id: &str) -> Result<()> {
        let mut operations = api.operations();
        let (path, ..) = operations
            .find(|(_, _, operation)| operation.operation_id.as_deref() == Some(id))
            .with_context(|| format!("the document has no operation {id}"))?;
        let placeholders: Vec<_> = path
            .split('{')
            .skip(1)
            .filter_map(|after| Some(after.split_once('}')?.0.replace('_', "").to_lowercase()))
            .collect();
        let segments: Vec<_> = self
            .segments
            .iter()
            .map(|name| name.to_string().replace('_', ""))
            .collect();
        ensure!(
            placeholders == segments,
            "{path} is not filled by {segments:?}"
        );
        Ok(())
    }

    fn url(&mut self, arguments: &Punctuated<Expr, Token![,]>) -> Result<()> {
        // The first two are the template and the base.
        for argument in arguments.iter().skip(2) {
            let Expr::Call(call) = argument else {
                bail!("an unknown part of the path");
            };
            let name = call.args.first().and_then(shown);
            let name = name.context("an unknown form of encode_path")?;
            self.segments.push(name);
        }
        Ok(())
    }

    fn query(&mut self, argument: &Expr) -> Result<()> {
        let unknown = || anyhow!("an unknown form of query");
        let Expr::Reference(reference) = argument else {
            return Err(unknown());
        };
        let Expr::Call(call) = &*reference.expr else {
            return Err(unknown());
        };
        let mut arguments = call.args.iter();
        let (Some(wire), Some(value)) = (arguments.next(), arguments.next()) else {
            return Err(unknown());
        };
        let pair = text(wire).zip(referenced(value)).ok_or_else(unknown)?;
        self.queries.push(pair);
        Ok(())
    }

    fn method(&mut self, node: &ExprMethodCall) -> Result<()> {
        let Some(first) = node.args.first() else {
            return Ok(());
        };
        if node.method == "query" {
            self.query(first)?;
        } else if node.method == "json" {
            self.body = Some(referenced(first).context("an unknown form of body")?);
        }
        Ok(())
    }

    fn keep<T>(&mut self, outcome: Result<T>) -> Option<T> {
        outcome.map_err(|failure| self.failure = Some(failure)).ok()
    }
}

impl<'ast> Visit<'ast> for Call {
    fn visit_macro(&mut self, node: &'ast Macro) {
        if !node.path.is_ident("format") {
            return;
        }
        // The arguments of a macro are mere tokens to the syntax tree.
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        let arguments = parser.parse2(node.tokens.clone()).map_err(Into::into);
        if let Some(arguments) = self.keep(arguments) {
            let outcome = self.url(&arguments);
            self.keep(outcome);
        }
    }

    fn visit_expr_method_call(&mut self, node: &'ast ExprMethodCall) {
        visit::visit_expr_method_call(self, node);
        let outcome = self.method(node);
        self.keep(outcome);
    }

    fn visit_expr_struct(&mut self, node: &'ast ExprStruct) {
        if node.path.is_ident("OperationInfo") {
            self.operation = node.fields.first().and_then(|field| text(&field.expr));
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        if names == ["ResponseValue", "empty"] {
            self.is_empty = true;
        }
    }
}

fn typed(arguments: &Punctuated<FnArg, Token![,]>) -> impl Iterator<Item = (&Ident, &Type)> {
    arguments.iter().filter_map(|argument| match argument {
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(name) => Some((&name.ident, &*typed.ty)),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    })
}

fn is_optional(arguments: &Punctuated<FnArg, Token![,]>, name: &Ident) -> bool {
    typed(arguments).any(|(argument, kind)| {
        argument == name
            && matches!(kind, Type::Path(path)
                if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
    })
}

/// The name in `&name`.
fn referenced(expression: &Expr) -> Option<Ident> {
    let Expr::Reference(reference) = expression else {
        return None;
    };
    let Expr::Path(path) = &*reference.expr else {
        return None;
    };
    path.path.get_ident().cloned()
}

/// The name in `&name.to_string()`.
fn shown(expression: &Expr) -> Option<Ident> {
    let Expr::Reference(reference) = expression else {
        return None;
    };
    let Expr::MethodCall(call) = &*reference.expr else {
        return None;
    };
    let Expr::Path(path) = &*call.receiver else {
        return None;
    };
    path.path.get_ident().cloned()
}

fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

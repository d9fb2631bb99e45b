//! A later progenitor: its output as it may come to be. The same code comes of it, or an error that says what is missing.

use anyhow::Result;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, File, Ident, ImplItem, ImplItemFn, Item, ItemImpl, ItemStruct, Pat, ReturnType};
use syn::{FnArg, parse_quote};

use crate::catalog::{self, Catalog};
use crate::lower::{self, Reader};
use crate::{document, generate, outputs};

/// What comes of the repository's document when progenitor's output is changed.
fn client(change: impl FnOnce(&mut File)) -> Result<String> {
    let document = document::read(&outputs::root()?.join(outputs::DOCUMENT))?;
    let catalog = Catalog::read(&document.api)?;
    let lowered = lower::lower(document.api, &catalog, Reader::Client);
    let mut file = generate::client(&lowered, &catalog)?;
    change(&mut file);
    super::client(&file, &catalog::operations(&lowered)?, &catalog)
}

fn refusal(change: impl FnOnce(&mut File)) -> String {
    format!("{:#}", client(change).expect_err("it is refused"))
}

/// Changes methods, and structs.
struct Each<M, S>(M, S);

impl<M: FnMut(&mut ImplItemFn), S: FnMut(&mut ItemStruct)> VisitMut for Each<M, S> {
    fn visit_impl_item_fn_mut(&mut self, method: &mut ImplItemFn) {
        (self.0)(method);
    }

    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        (self.1)(item);
    }
}

fn methods(file: &mut File, change: impl FnMut(&mut ImplItemFn)) {
    Each(change, |_: &mut ItemStruct| {}).visit_file_mut(file);
}

fn structs(file: &mut File, change: impl FnMut(&mut ItemStruct)) {
    Each(|_: &mut ImplItemFn| {}, change).visit_file_mut(file);
}

fn rename(method: &mut ImplItemFn, from: &str, to: &str) {
    for input in &mut method.sig.inputs {
        if let FnArg::Typed(typed) = input
            && let Pat::Ident(name) = &mut *typed.pat
            && name.ident == from
        {
            name.ident = Ident::new(to, name.ident.span());
        }
    }
}

/// Every method becomes an `impl` block of its own, in the opposite order.
struct Scattered;

impl VisitMut for Scattered {
    fn visit_file_mut(&mut self, file: &mut File) {
        let mut scattered = Vec::new();
        for item in std::mem::take(&mut file.items) {
            match item {
                Item::Impl(block) if block.trait_.is_none() => {
                    let alone = |item: &ImplItem| {
                        Item::Impl(ItemImpl {
                            items: vec![item.clone()],
                            ..block.clone()
                        })
                    };
                    scattered.extend(block.items.iter().map(alone));
                }
                item => scattered.push(item),
            }
        }
        scattered.reverse();
        file.items = scattered;
        visit_mut::visit_file_mut(self, file);
    }
}

#[test]
fn how_progenitor_writes_the_bodies_of_methods_does_not_matter() {
    let expected = client(|_| {}).unwrap();
    let todo: Block = parse_quote!({ todo!() });
    let changed = client(|file| methods(file, |method| method.block = todo.clone())).unwrap();
    assert_eq!(changed, expected);
}

#[test]
fn what_methods_return_and_whether_they_are_called_async_does_not_matter() {
    let changed = client(|file| {
        methods(file, |method| {
            method.sig.asyncness = None;
            method.sig.output = ReturnType::Default;
        });
    });
    assert_eq!(changed.unwrap(), client(|_| {}).unwrap());
}

#[test]
fn where_items_stand_and_what_else_there_is_does_not_matter() {
    let changed = client(|file| {
        Scattered.visit_file_mut(file);
        let all = std::mem::take(&mut file.items);
        file.items = vec![
            parse_quote!(
                pub const NEW: u32 = 1;
            ),
            parse_quote!(
                pub struct Helper {
                    pub a: u32,
                }
            ),
            parse_quote!(impl Helper { pub async fn services_get(&self) {} }),
            parse_quote!(impl Other for Client { fn services_get(&self) {} }),
            parse_quote!(impl Client { pub fn new_helper(&self) {} }),
            parse_quote!(mod inner { #(#all)* }),
        ];
    });
    assert_eq!(changed.unwrap(), client(|_| {}).unwrap());
}

#[test]
fn how_fields_are_ordered_and_derived_does_not_matter() {
    let changed = client(|file| {
        structs(file, |item| {
            item.attrs = vec![parse_quote!(#[derive(Eq)]), parse_quote!(#[repr(C)])];
            if let syn::Fields::Named(fields) = &mut item.fields {
                let reversed: Vec<_> = fields.named.iter().rev().cloned().collect();
                fields.named = reversed.into_iter().collect();
            }
        });
        // The client's documentation is an attribute, too.
    });
    let documented = client(|file| {
        structs(file, |item| {
            if item.ident == "Client" {
                item.attrs.clear();
            }
        });
    });
    assert_eq!(changed.unwrap(), documented.unwrap());
}

#[test]
fn a_method_that_is_gone_is_named() {
    let error = refusal(|file| {
        methods(file, |method| {
            if method.sig.ident == "services_stop" {
                method.sig.ident = parse_quote!(stop_services);
            }
        });
    });
    assert_eq!(error, "progenitor makes no method services_stop of Client");
}

#[test]
fn an_argument_of_another_name_or_a_new_one_is_named() {
    let error = refusal(|file| methods(file, |method| rename(method, "page_token", "page")));
    let expected = "the client's method services_list: progenitor has no argument for `pageToken` of the document";
    assert_eq!(error, expected);
    let error = refusal(|file| {
        methods(file, |method| {
            if method.sig.ident == "services_get" {
                method.sig.inputs.push(parse_quote!(options: Options));
            }
        });
    });
    let expected = "the client's method services_get: progenitor has an argument `options`, of which the document knows nothing";
    assert_eq!(error, expected);
}

#[test]
fn an_object_that_is_no_struct_any_more_is_named() {
    let error = refusal(|file| {
        structs(file, |item| {
            if item.ident == "Condition" {
                item.ident = parse_quote!(ConditionObject);
            }
        });
    });
    assert_eq!(error, "progenitor makes no struct of the name Condition");
}

/// What comes of the mocks when progenitor's output is changed.
fn mocks(change: impl FnOnce(&mut File)) -> Result<String> {
    let document = document::read(&outputs::root()?.join(outputs::DOCUMENT))?;
    let catalog = Catalog::read(&document.api)?;
    let lowered = lower::lower(document.api, &catalog, Reader::Mocks);
    let mut file = generate::mocks(&lowered, &catalog)?;
    change(&mut file);
    super::mocks(file, &catalog::operations(&lowered)?)
}

#[test]
fn how_progenitor_matches_names_in_mocks_does_not_matter() {
    let is_of_a_path = |method: &ImplItemFn| {
        ["tenant", "name", "id"]
            .iter()
            .any(|name| method.sig.ident == name)
            && method.sig.generics.params.is_empty()
    };
    let todo: Block = parse_quote!({ todo!() });
    let changed = mocks(|file| {
        methods(file, |method| {
            if is_of_a_path(method) {
                method.block = todo.clone();
            }
        });
    });
    assert_eq!(changed.unwrap(), mocks(|_| {}).unwrap());
}

#[test]
fn a_mock_that_is_gone_is_named() {
    let rename = |from: &'static str, to: &'static str| {
        let changed = mocks(|file| {
            structs(file, |item| {
                if item.ident == from {
                    item.ident = Ident::new(to, item.ident.span());
                }
            });
        });
        format!("{:#}", changed.expect_err("it is refused"))
    };
    assert_eq!(
        rename("ServicesGetWhen", "ServicesGetMatcher"),
        "the mocks of services_get: progenitor makes no struct of the name ServicesGetWhen"
    );
}

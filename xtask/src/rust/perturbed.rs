//! A later progenitor: its output as it may come to be. The same code comes of it, or an error that says what is missing.

use anyhow::Result;
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Fields, File, ImplItem, ImplItemFn, Item, ItemStruct, ReturnType, parse_quote};

use crate::catalog::{self, Catalog};
use crate::lower::{Reader, lower};
use crate::{document, generate, repository};

/// What comes of the repository's document when progenitor's output for this reader is changed.
fn changed(reader: Reader, change: impl FnOnce(&mut File)) -> Result<String> {
    let api = document::read(&repository::root()?.join(repository::DOCUMENT))?.api;
    let catalog = Catalog::read(&api)?;
    let lowered = lower(&api, &catalog, reader)?;
    let operations = catalog::operations(&api)?;
    if reader == Reader::Mocks {
        let mut file = generate::mocks(&lowered, &catalog)?;
        change(&mut file);
        return super::mocks(file, &operations);
    }
    let mut file = generate::client(&lowered, &catalog)?;
    change(&mut file);
    super::client(&file, &operations, &catalog)
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

/// The structs of objects; the one of the client is documented by its attributes.
fn structs(file: &mut File, mut change: impl FnMut(&mut ItemStruct)) {
    let change = |item: &mut ItemStruct| {
        if item.ident != "Client" {
            change(item)
        }
    };
    Each(|_: &mut ImplItemFn| {}, change).visit_file_mut(file);
}

/// Every method becomes an `impl` block of its own, in the opposite order.
struct Scattered;

impl VisitMut for Scattered {
    fn visit_file_mut(&mut self, file: &mut File) {
        let mut scattered = Vec::new();
        for item in std::mem::take(&mut file.items) {
            match item {
                Item::Impl(block) if block.trait_.is_none() => {
                    scattered.extend(block.items.iter().map(|item: &ImplItem| {
                        let mut alone = block.clone();
                        alone.items = vec![item.clone()];
                        Item::Impl(alone)
                    }));
                }
                item => scattered.push(item),
            }
        }
        scattered.reverse();
        file.items = scattered;
        visit_mut::visit_file_mut(self, file);
    }
}

fn scatter(file: &mut File) {
    Scattered.visit_file_mut(file);
    let all = std::mem::take(&mut file.items);
    let surrounded: File = parse_quote! {
        pub const NEW: u32 = 1;
        pub struct Helper { pub a: u32 }
        impl Helper { pub async fn services_get(&self) {} }
        impl Other for Client { fn services_get(&self) {} }
        impl Client { pub fn new_helper(&self) {} }
        mod inner { #(#all)* }
    };
    file.items = surrounded.items;
}

fn reverse_fields(item: &mut ItemStruct) {
    item.attrs = vec![parse_quote!(#[derive(Eq)]), parse_quote!(#[repr(C)])];
    if let Fields::Named(fields) = &mut item.fields {
        let reversed: Vec<_> = fields.named.iter().rev().cloned().collect();
        fields.named = reversed.into_iter().collect();
    }
}

#[test]
fn how_progenitor_writes_things_does_not_matter() {
    let unchanged = |reader| changed(reader, |_| {}).unwrap();
    let (client, mocks) = (unchanged(Reader::Client), unchanged(Reader::Mocks));
    let same = |what, change: fn(&mut File)| {
        assert!(changed(Reader::Client, change).unwrap() == client, "{what}");
    };
    same("where items stand, and what else there is", scatter);
    same("the order of fields, and derives", |file| {
        structs(file, reverse_fields)
    });
    same("bodies of methods, and what they return", |file| {
        methods(file, |method| {
            method.block = parse_quote!({ todo!() });
            method.sig.asyncness = None;
            method.sig.output = ReturnType::Default;
        });
    });
    let of_paths = changed(Reader::Mocks, |file| {
        methods(file, |method| {
            let is_of_a_path = ["tenant", "name", "id"]
                .iter()
                .any(|name| method.sig.ident == name);
            if is_of_a_path && method.sig.generics.params.is_empty() {
                method.block = parse_quote!({ todo!() });
            }
        });
    });
    assert!(of_paths.unwrap() == mocks, "how mocks match names");
}

/// A method or a struct, a part of its signature or the whole of it, what stands there in its place, and the error.
const REFUSED: &str = "
services_stop | services_stop | stop_services | progenitor makes no method services_stop of Client
services_list | page_token | page | the client's method services_list: progenitor has no argument for `pageToken` of the document
services_get | tenant : | organization : | the client's method services_get: progenitor has no argument for `tenant` of the document
services_get | tenant : | more : u32 , tenant : | the client's method services_get: progenitor has an argument `more`, of which the document knows nothing
services_get | tenant : | (tenant , _) : | the client's method services_get: progenitor gives an argument no name
Health | | struct HealthObject {} | progenitor makes no struct of the name Health
Health | | struct Health(String); | progenitor's struct Health: it has no field for `ok`
Health | | struct Health { ok: Option<bool> } | progenitor's struct Health: whether `ok` may be left out is not what the document says
Health | | struct Health { ok: bool, more: u32 } | progenitor's struct Health: its field `more` is no property of the document
ServicesGetWhen | | struct Matcher; | the mocks of services_get: progenitor makes no struct of the name ServicesGetWhen
tenant | tenant | organization | progenitor's mock of tenants_delete does not match `tenant`";

#[test]
fn what_is_gone_or_new_is_named() {
    for row in REFUSED.lines().skip(1) {
        let row: Vec<_> = row.split('|').map(str::trim).collect();
        let [name, from, to, message] = row[..] else {
            panic!("{row:?}")
        };
        let reader = match message.contains("mock") {
            true => Reader::Mocks,
            false => Reader::Client,
        };
        let error = changed(reader, |file| {
            methods(file, |method| {
                if method.sig.ident == name {
                    let text = method.sig.to_token_stream().to_string();
                    assert!(text.contains(from), "{text}");
                    method.sig = syn::parse_str(&text.replace(from, to)).unwrap();
                }
            });
            structs(file, |item| {
                if item.ident == name {
                    *item = syn::parse_str(to).unwrap();
                }
            });
        });
        assert_eq!(format!("{:#}", error.expect_err(message)), message);
    }
}

// Decodes responses with the generated client, and writes for each the encoded value and its types, or null if it cannot be
// decoded.
package main

import (
	"encoding/json"
	"log"
	client "nimbus"
	"os"
	"reflect"
)

var schemas = map[string]func() any{
	"ErrorEnvelope":               func() any { return new(client.ErrorEnvelope) },
	"Health":                      func() any { return new(client.Health) },
	"SandboxCollection":           func() any { return new(client.SandboxCollection) },
	"SandboxResource":             func() any { return new(client.SandboxResource) },
	"Service":                     func() any { return new(client.Service) },
	"ServiceDefinition":           func() any { return new(client.ServiceDefinition) },
	"ServiceDefinitionCollection": func() any { return new(client.ServiceDefinitionCollection) },
	"SessionCollection":           func() any { return new(client.SessionCollection) },
	"SessionResource":             func() any { return new(client.SessionResource) },
	"Tenant":                      func() any { return new(client.Tenant) },
	"TenantList":                  func() any { return new(client.TenantList) },
}

type result struct {
	Value json.RawMessage `json:"value"`
	Types []string        `json:"types"`
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	must(err)
	var responses []struct {
		Schema string
		Value  json.RawMessage
	}
	must(json.Unmarshal(text, &responses))
	results := make([]*result, len(responses))
	for index, response := range responses {
		make, known := schemas[response.Schema]
		if !known {
			log.Fatalf("%s is missing in the list of schemas", response.Schema)
		}
		value := make()
		if err := json.Unmarshal(response.Value, value); err != nil {
			log.Print(response.Schema, ": ", err)
			continue
		}
		encoded, err := json.Marshal(value)
		if err != nil {
			// A union without a known member cannot be encoded.
			encoded = []byte("{}")
		}
		results[index] = &result{encoded, types(reflect.ValueOf(value))}
	}
	text, err = json.Marshal(results)
	must(err)
	must(os.WriteFile(os.Args[2], text, 0o644))
}

func types(value reflect.Value) []string {
	var found []string
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !value.IsNil() {
			found = types(value.Elem())
		}
	case reflect.Slice:
		for index := 0; index < value.Len(); index++ {
			found = append(found, types(value.Index(index))...)
		}
	case reflect.Struct:
		found = append(found, value.Type().Name())
		for index := 0; index < value.NumField(); index++ {
			found = append(found, types(value.Field(index))...)
		}
	}
	return found
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

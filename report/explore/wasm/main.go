//go:build js && wasm

// Wasm is the explorer page's engine: package answer, compiled to WebAssembly. It runs in
// a worker of the page, which calls start once with the tables, then ask, and bring with the
// sources before what is asked needs them: see package bundle.
package main

import (
	"maps"
	"math"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"syscall/js"
	"time"

	"grooming-report/report/explore/answer"
	"grooming-report/report/explore/bundle"
)

func main() {
	var desk *answer.Desk
	js.Global().Set("start", js.FuncOf(func(_ js.Value, args []js.Value) any {
		deepen(0)
		var err error
		if desk, err = bundle.Open(taken(args[0])); err != nil {
			return err.Error()
		}
		time.AfterFunc(time.Second, settle)
		desk.Progress = func(done, total int64) { js.Global().Call("progress", done, total) }
		return ""
	}))
	js.Global().Set("bring", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if err := bundle.Bring(desk, taken(args[0])); err != nil {
			return err.Error()
		}
		return ""
	}))
	js.Global().Set("ask", js.FuncOf(func(_ js.Value, args []js.Value) any {
		deepen(0)
		if !args[1].IsUndefined() {
			settle()
		}
		return shown(desk.Answer(question(args[0]), taken(args[1])))
	}))
	select {}
}

// question is what the page asked. Neither it nor the answer goes through encoding/json,
// which a browser takes longer to compile than to answer.
func question(from js.Value) answer.Question {
	q := answer.Question{Ask: from.Get("ask").String(), Fields: map[string]string{}}
	fields := js.Global().Get("Object").Call("entries", from.Get("fields"))
	for i := range fields.Length() {
		field := fields.Index(i)
		q.Fields[field.Index(0).String()] = field.Index(1).String()
	}
	if file := from.Get("file"); file.Truthy() {
		q.File = file.String()
	}
	return q
}

// shown is an answer as encoding/json would write it.
func shown(a answer.Answer) js.Value {
	object := js.Global().Get("Object")
	o := object.New()
	set := func(name, text string) {
		if text != "" {
			o.Set(name, text)
		}
	}
	set("panel", a.Panel)
	set("html", a.HTML)
	if len(a.Forms) > 0 {
		forms := object.New()
		for _, name := range slices.Sorted(maps.Keys(a.Forms)) {
			forms.Set(name, a.Forms[name])
		}
		o.Set("forms", forms)
	}
	set("hash", a.Hash)
	set("say", a.Say)
	set("error", a.Error)
	set("wait", a.Wait)
	if a.Save != nil {
		save := object.New()
		save.Set("name", a.Save.Name)
		save.Set("type", a.Save.Type)
		save.Set("text", a.Save.Text)
		o.Set("save", save)
	}
	set("notice", a.Notice)
	return o
}

// deepen makes the stack as large as an answer takes it, while there is little on it that
// has to move.
//
//go:noinline
func deepen(i int) byte {
	var room [64 << 10]byte
	return room[i]
}

// settle takes memory back from now on. Until a first answer was given, or a file is read,
// worker.js has the runtime do so only near a limit: to load the tables and to answer once
// leaves little behind, and would take a quarter longer.
var settle = sync.OnceFunc(func() {
	debug.SetGCPercent(100)
	debug.SetMemoryLimit(math.MaxInt64)
	runtime.GC()
})

// taken is a copy of a Uint8Array; nil for anything else.
func taken(from js.Value) []byte {
	if !from.InstanceOf(js.Global().Get("Uint8Array")) {
		return nil
	}
	b := make([]byte, from.Length())
	js.CopyBytesToGo(b, from)
	return b
}

//go:build js && wasm

// Wasm is the explorer page's engine: package answer, compiled to WebAssembly. It runs in
// a worker of the page, which calls start once with the tables, and then ask.
package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall/js"
	"time"

	"grooming-report/report/explore/answer"
	"grooming-report/report/explore/bundle"
)

func main() {
	var desk *answer.Desk
	js.Global().Set("start", js.FuncOf(func(_ js.Value, args []js.Value) any {
		var err error
		if desk, err = bundle.Open(taken(args[0])); err != nil {
			return err.Error()
		}
		time.AfterFunc(time.Second, settle)
		desk.Progress = func(done, total int64) { js.Global().Call("progress", done, total) }
		return ""
	}))
	js.Global().Set("ask", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if !args[1].IsUndefined() {
			settle()
		}
		return string(desk.Ask([]byte(args[0].String()), taken(args[1])))
	}))
	select {}
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

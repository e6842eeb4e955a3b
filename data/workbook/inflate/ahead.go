package inflate

const (
	firstSteps = 1 << 10
	aheadSteps = 1 << 13
	aheads     = 4
)

// An ahead is a decoder that goes on in a goroutine of its own, into slices of steps that are used
// again and again.
type ahead struct {
	full chan batch
	free chan []step
	quit chan struct{}
}

func (d *decoder) start() *ahead {
	a := &ahead{full: make(chan batch, aheads), free: make(chan []step, aheads), quit: make(chan struct{})}
	for range aheads {
		a.free <- make([]step, aheadSteps)
	}
	go a.decode(d)
	return a
}

func (a *ahead) decode(d *decoder) {
	defer close(a.full)
	for {
		select {
		case <-a.quit:
			return
		case room := <-a.free:
			b := d.batch(room[:cap(room)])
			a.full <- b // which has room for all that there are
			if b.err != nil {
				return
			}
		}
	}
}

// next is the next steps. It takes back those that were done before, if any.
func (a *ahead) next(done []step) batch {
	if done != nil {
		a.free <- done
	}
	return <-a.full
}

// stop returns when nothing is decoded any more.
func (a *ahead) stop() {
	close(a.quit)
	for range a.full {
	}
}

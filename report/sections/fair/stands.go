package fair

import (
	"fmt"
	"slices"
	"strings"

	"grooming-report/analysis/fact"
	"grooming-report/report/doc"
)

// predicting are the sections that may state a prediction: the one that makes it, and the
// one on what changed in a release. It stands in no summary, brief or submission.
var predicting = []string{"prediction", "changes"}

// StatesPrediction is an error for a number in the blocks of a section that is predicted, or
// computed from one that is, where the section may not state it.
func StatesPrediction(stem string, blocks []doc.Block) error {
	if slices.Contains(predicting, stem) {
		return nil
	}
	of := predictions{}
	return doc.Walk(blocks, func(block doc.Block) error {
		runs, err := doc.Runs(block)
		if err != nil {
			return err
		}
		for _, run := range runs {
			for _, f := range Stated(run) {
				if name := of.predictedBy(f); name != "" {
					return fmt.Errorf("%s states %s, a count to come, which only %s may", stem, name,
						strings.Join(predicting, " and "))
				}
			}
		}
		return nil
	})
}

// predictions is what predictedBy has found of facts so far: many rest on the same ones.
type predictions map[*fact.Fact]string

// predictedBy is the name of a predicted count that a fact is or rests on; empty for none.
func (of predictions) predictedBy(f *fact.Fact) string {
	if strings.Contains(f.Name, ".prediction.") {
		return f.Name
	}
	name, known := of[f]
	for i := 0; !known && name == "" && i < len(f.Inputs); i++ {
		name = of.predictedBy(f.Inputs[i].Fact)
	}
	of[f] = name
	return name
}

// Package robustness says how far a study's comparison across the change of definition
// hangs on what was chosen and assumed.
//
// [Choices] makes the headline ratio again under one other choice at a time, and under every
// combination of vintage, forces, series and years before. [OfReturns] says what the range
// under the old definition assumes about the forces that did not answer a request, and about
// figures of different vintages.
package robustness

//go:build !linux

package main

// useLargePages does nothing where the system decides on the size of pages.
func useLargePages() {}

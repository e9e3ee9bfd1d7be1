module ex.org/s

go 1.25

require golang.org/x/sync v0.16.0

module mapgraph/frontend

go 1.26.0

require (
	golang.org/x/tools v0.52.0
	tinygo.org/x/go-llvm v0.0.0-20250422114502-b8f170971e74
)

require (
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
)

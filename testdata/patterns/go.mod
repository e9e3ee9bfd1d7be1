module example.org/patterns

go 1.26

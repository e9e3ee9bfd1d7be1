module example.org/stacks.v2
go 1.25

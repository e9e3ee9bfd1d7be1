module meaning

go 1.25

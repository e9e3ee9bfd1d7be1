module example.org/names/v2

go 1.22

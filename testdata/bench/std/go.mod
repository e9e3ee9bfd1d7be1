module example.org/bench/std

go 1.26

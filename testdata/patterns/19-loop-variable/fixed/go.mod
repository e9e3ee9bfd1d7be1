module example.org/patterns/loopvar/fixed

go 1.22

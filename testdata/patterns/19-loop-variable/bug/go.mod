module example.org/patterns/loopvar/bug

go 1.21

module example.org/living

go 1.22
